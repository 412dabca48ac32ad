export GREETING="good day"
