package main

import (
	"encoding/json"
	"os"
	"strings"

	"golang.org/x/tools/go/analysis/unitchecker"

	"github.com/sendmove/sendmove/analyzer"
	"github.com/sendmove/sendmove/cmd/sendmove/internal/vetx"
)

// dependency sees to it that of a package of which only the facts are wanted no more
// is done than that. It reports whether nothing is left to do: packages of the
// standard library have no facts.
func dependency(file string) (done bool) {
	if !strings.HasSuffix(file, ".cfg") {
		return false
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return false // what is wrong with the file is for the driver to say
	}
	var unit unitchecker.Config
	if json.Unmarshal(data, &unit) != nil || !unit.VetxOnly {
		return false
	}
	analyzer.FactsOnly()
	return vetx.Standard(&unit) && vetx.Types(&unit) == nil
}
