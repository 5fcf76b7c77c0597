package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
)

// printTables writes the verdicts as Markdown: the sums, then a section a module.
func printTables(w io.Writer) error {
	modules, err := readVerdicts(verdictsFile)
	if err != nil {
		return err
	}
	subjects, err := findSubjects(nil)
	if err != nil {
		return err
	}
	var all []Verdict
	fmt.Fprint(w, "| module | reports | real | fragile | wrong |\n|---|---|---|---|---|\n")
	subjects = slices.DeleteFunc(subjects, func(s Subject) bool {
		_, ok := modules[s.Name]
		return !ok // nobody has looked at it
	})
	for _, s := range subjects {
		row(w, s.title(), modules[s.Name])
		all = append(all, modules[s.Name]...)
	}
	row(w, "sum", all)
	for _, s := range subjects {
		if len(modules[s.Name]) == 0 {
			continue
		}
		fmt.Fprintf(w, "\n## %s\n\n| place | message | verdict | why |\n|---|---|---|---|\n", s.title())
		for _, v := range modules[s.Name] {
			fmt.Fprintf(w, "| %s:%d | %s | %s | %s |\n", strings.TrimPrefix(v.File, s.Name+"/"), v.Line, cell(v.Message), v.Opinion, cell(v.Reason))
		}
	}
	return nil
}

// row writes one line of the sums; what is none is left blank.
func row(w io.Writer, name string, all []Verdict) {
	count := map[string]int{}
	for _, v := range all {
		count[v.Opinion]++
	}
	fmt.Fprintf(w, "| %s | %d ", name, len(all))
	for _, o := range opinions[:3] {
		n := ""
		if count[o] > 0 {
			n = fmt.Sprint(count[o])
		}
		fmt.Fprintf(w, "| %s ", n)
	}
	fmt.Fprintln(w, "|")
}

// cell is text that may stand in a cell of a table.
func cell(s string) string { return cmp.Or(strings.ReplaceAll(s, "|", `\|`), " ") }
