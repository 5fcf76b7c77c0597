package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/sendmove/sendmove/docs/rules"
)

// explain is the command "sendmove explain RULE".
func explain(args []string, stdout, stderr io.Writer) int {
	known := strings.Join(rules.Codes(), ", ")
	if len(args) != 1 || strings.HasPrefix(args[0], "-") {
		return fail(stderr, fmt.Errorf("usage: sendmove explain RULE, where RULE is one of %s", known))
	}
	page, ok := rules.Page(args[0])
	if !ok {
		return fail(stderr, fmt.Errorf("explain: there is no rule %s; the rules are %s", args[0], known))
	}
	fmt.Fprint(stdout, page)
	return clean
}
