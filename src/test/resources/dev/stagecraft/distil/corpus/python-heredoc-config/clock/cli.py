import sys, time, datetime
from zoneinfo import ZoneInfo
from tabulate import tabulate
def main():
    conf = dict(l.strip().split("=") for l in open(sys.argv[2]))
    zone = conf["zone"]
    t = datetime.datetime(2024, 7, 1, 12, tzinfo=ZoneInfo("UTC"))
    print(tabulate([[zone, t.astimezone(ZoneInfo(zone)).isoformat(), time.tzname[0]]]))
