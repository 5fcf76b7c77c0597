package main

import (
	"flag"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/sendmove/sendmove/docs/rules"
)

// shells are the shells for which there is a completion script: what it is made
// of is a table of words, and the words that follow some of them.
var shells = map[string]func(w io.Writer, words []string, after map[string][]string){
	"bash": bashCompletion,
	"zsh":  zshCompletion,
	"fish": fishCompletion,
}

// completion is the command "sendmove completion SHELL".
func completion(args []string, stdout, stderr io.Writer) int {
	known := strings.Join(slices.Sorted(maps.Keys(shells)), ", ")
	if len(args) != 1 || shells[args[0]] == nil {
		return fail(stderr, fmt.Errorf("usage: sendmove completion SHELL, where SHELL is one of %s\nfor bash: source <(sendmove completion bash)", known))
	}
	words, after := completions()
	shells[args[0]](stdout, words, after)
	return clean
}

// completions lists the flags and commands, and what may follow them.
func completions() (words []string, after map[string][]string) {
	after = map[string][]string{
		"explain":     rules.Codes(),
		"gopls":       {"-version", "-o"},
		"completion":  slices.Sorted(maps.Keys(shells)),
		"-format":     formats(),
		"-color":      {string(colorAlways), string(colorAuto), string(colorNever)},
		"-level":      {"access", "strict", "writes"},
		"-mpsc-level": {"access", "strict", "writes"},
		"-mod":        {"mod", "readonly", "vendor"},
	}
	words = slices.Sorted(maps.Keys(commands()))
	var o options
	o.flagSet().VisitAll(func(f *flag.Flag) {
		if !strings.HasPrefix(f.Name, toolPrefix) {
			words = append(words, "-"+f.Name)
		}
	})
	return words, after
}

func bashCompletion(w io.Writer, words []string, after map[string][]string) {
	fmt.Fprint(w, "_sendmove() {\n\tlocal cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}\n\tcase $prev in\n")
	for _, word := range slices.Sorted(maps.Keys(after)) {
		fmt.Fprintf(w, "\t%s) COMPREPLY=($(compgen -W %q -- \"$cur\")); return ;;\n", word, strings.Join(after[word], " "))
	}
	fmt.Fprint(w, "\t-baseline|-modfile|-overlay) COMPREPLY=($(compgen -f -- \"$cur\")); return ;;\n\tesac\n")
	fmt.Fprintf(w, "\tCOMPREPLY=($(compgen -W %q -- \"$cur\") $(compgen -d -- \"$cur\"))\n}\ncomplete -F _sendmove sendmove\n", strings.Join(words, " "))
}

func zshCompletion(w io.Writer, words []string, after map[string][]string) {
	fmt.Fprint(w, "#compdef sendmove\n_sendmove() {\n\tcase ${words[CURRENT-1]} in\n")
	for _, word := range slices.Sorted(maps.Keys(after)) {
		fmt.Fprintf(w, "\t(%s) compadd -- %s; return ;;\n", word, strings.Join(after[word], " "))
	}
	fmt.Fprint(w, "\t(-baseline|-modfile|-overlay) _files; return ;;\n\tesac\n")
	fmt.Fprintf(w, "\tcompadd -- %s\n\t_files -/\n}\ncompdef _sendmove sendmove\n", strings.Join(words, " "))
}

func fishCompletion(w io.Writer, words []string, after map[string][]string) {
	for _, word := range words {
		values := after[word]
		name, isFlag := strings.CutPrefix(word, "-")
		switch {
		case isFlag && len(values) > 0:
			fmt.Fprintf(w, "complete -c sendmove -o %s -x -a %q\n", name, strings.Join(values, " "))
		case isFlag:
			fmt.Fprintf(w, "complete -c sendmove -o %s\n", name)
		default:
			fmt.Fprintf(w, "complete -c sendmove -n __fish_use_subcommand -a %s\n", word)
			if len(values) > 0 {
				fmt.Fprintf(w, "complete -c sendmove -f -n '__fish_seen_subcommand_from %s' -a %q\n", word, strings.Join(values, " "))
			}
		}
	}
}
