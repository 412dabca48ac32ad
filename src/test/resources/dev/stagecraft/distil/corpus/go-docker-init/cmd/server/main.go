package main

import (
	"fmt"
	"net/http"
	"os"
)

var version = "none"

func main() {
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { fmt.Fprintln(w, "hi", version, os.Getuid()) })
	http.ListenAndServe(":8080", nil)
}
