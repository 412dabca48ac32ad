import sys


def main():
    print("Greetings,", *sys.argv[1:])
    return 3
