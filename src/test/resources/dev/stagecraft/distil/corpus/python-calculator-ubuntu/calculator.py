import sys


def calculate(a, operator, b):
    if operator == "+":
        return a + b
    if operator == "-":
        return a - b
    if operator == "*":
        return a * b
    return a / b


def main():
    print("Hi, I am a calculator app.")
    for line in sys.stdin:
        fields = line.split()
        if len(fields) != 3:
            print("expected: number operator number")
            continue
        print(calculate(float(fields[0]), fields[1], float(fields[2])))


if __name__ == "__main__":
    main()
