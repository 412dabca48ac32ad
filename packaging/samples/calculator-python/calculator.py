"""A calculator for the command line: calculator.py '2 * (3 + 4)' prints 14."""
import sys

from rich.console import Console
from simpleeval import InvalidExpression, simple_eval


def main() -> int:
    if len(sys.argv) < 2:
        print("usage: calculator.py EXPRESSION", file=sys.stderr)
        return 2
    try:
        Console().print(simple_eval(" ".join(sys.argv[1:])))
    except (InvalidExpression, SyntaxError, ZeroDivisionError) as failure:
        print(f"calculator: {failure}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
