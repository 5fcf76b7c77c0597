package main

import (
	"encoding/json"
	"os"
	"strings"

	"golang.org/x/tools/go/analysis/unitchecker"
)

// isDependency reports whether the go command's configuration file is for a
// package of which only the facts are wanted. What is wrong with the file is for
// the driver to say.
func isDependency(file string) bool {
	if !strings.HasSuffix(file, ".cfg") {
		return false
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return false
	}
	var unit unitchecker.Config
	return json.Unmarshal(data, &unit) == nil && unit.VetxOnly
}
