package main

import (
	"flag"
	"fmt"
	"os"
	"time"
)

func main() {
	c := flag.String("c", "", "")
	flag.Parse()
	b, err := os.ReadFile(*c)
	fmt.Print(string(b), err, time.Local, time.Unix(0, 0))
}
