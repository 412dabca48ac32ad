// A calculator for the command line: calculator '2 * (3 + 4)' prints 14.
package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"strconv"
	"strings"
)

func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, "usage: calculator EXPRESSION")
		os.Exit(2)
	}
	expression, err := parser.ParseExpr(strings.Join(os.Args[1:], " "))
	if err == nil {
		var value float64
		if value, err = evaluate(expression); err == nil {
			fmt.Println(strconv.FormatFloat(value, 'g', -1, 64))
			return
		}
	}
	fmt.Fprintln(os.Stderr, "calculator:", err)
	os.Exit(1)
}

func evaluate(node ast.Expr) (float64, error) {
	switch n := node.(type) {
	case *ast.BasicLit:
		return strconv.ParseFloat(n.Value, 64)
	case *ast.ParenExpr:
		return evaluate(n.X)
	case *ast.UnaryExpr:
		value, err := evaluate(n.X)
		if n.Op == token.SUB {
			value = -value
		}
		return value, err
	case *ast.BinaryExpr:
		left, err := evaluate(n.X)
		if err != nil {
			return 0, err
		}
		right, err := evaluate(n.Y)
		if err != nil {
			return 0, err
		}
		switch n.Op {
		case token.ADD:
			return left + right, nil
		case token.SUB:
			return left - right, nil
		case token.MUL:
			return left * right, nil
		case token.QUO:
			if right == 0 {
				return 0, fmt.Errorf("division by zero")
			}
			return left / right, nil
		}
	}
	return 0, fmt.Errorf("cannot calculate this")
}
