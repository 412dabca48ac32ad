#include <string>
std::string forecast(const std::string& c) { return "sun over " + c; }
