package report

import (
	"go/ast"
	"go/token"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/sendmove/sendmove/analyzer/internal/annotation"
)

// ignores has the lines of a package on which reports are suppressed, by a
// comment at the end of the line or alone on the line above:
//
//	//nolint:sendmove
//	//sendmove:ignore the receiver only reads it
type ignores struct {
	fset  *token.FileSet
	lines map[lineKey]*ignore
	all   []*ignore // in the order of the source
}

// ignore is one comment.
type ignore struct {
	*ast.Comment
	named  bool // for sendmove alone
	nolint bool // not of sendmove's own form
	used   bool
}

type lineKey struct {
	file string
	line int
}

// findIgnores collects the suppression comments of files.
func findIgnores(fset *token.FileSet, files []*ast.File) *ignores {
	ig := &ignores{fset: fset, lines: map[lineKey]*ignore{}}
	for _, f := range files {
		var code map[int]bool
		for _, g := range f.Comments {
			for _, c := range g.List {
				if !suppresses(c.Text) {
					continue
				}
				p := fset.PositionFor(c.Pos(), false)
				if code == nil {
					code = codeLines(fset, f)
				}
				line := p.Line
				if !code[line] {
					line = fset.PositionFor(g.End(), false).Line + 1
				}
				_, own := annotation.Parse(c.Text)
				i := &ignore{Comment: c, named: strings.Contains(c.Text, "sendmove"), nolint: !own}
				ig.lines[lineKey{p.Filename, line}] = i
				ig.all = append(ig.all, i)
			}
		}
	}
	return ig
}

func suppresses(comment string) bool {
	text, ok := strings.CutPrefix(comment, "//")
	if !ok {
		return false
	}
	if d, ok := annotation.Parse(comment); ok {
		return d.Verb == annotation.Ignore && !d.Spaced
	}
	rest, ok := strings.CutPrefix(strings.TrimSpace(text), "nolint")
	if !ok {
		return false
	}
	if rest == "" || rest[0] != ':' {
		return rest == "" || rest[0] == ' '
	}
	names, _, _ := strings.Cut(rest[1:], " ")
	for name := range strings.SplitSeq(names, ",") {
		if name = strings.TrimSpace(name); name == "sendmove" || name == "all" {
			return true
		}
	}
	return false
}

// codeLines are the lines of f on which a node other than a comment starts or
// ends, which tells a comment behind code from one on a line of its own.
func codeLines(fset *token.FileSet, f *ast.File) map[int]bool {
	lines := map[int]bool{}
	ast.Inspect(f, func(n ast.Node) bool {
		switch n.(type) {
		case nil, *ast.File, *ast.CommentGroup, *ast.Comment:
			return n != nil && n == ast.Node(f)
		}
		lines[fset.PositionFor(n.Pos(), false).Line] = true
		lines[fset.PositionFor(n.End(), false).Line] = true
		return true
	})
	return lines
}

// find returns the comment that suppresses d, and the position of the use or of
// the move on whose line it is; nil if there is none.
func (ig *ignores) find(d analysis.Diagnostic, moves []token.Pos) (*ignore, token.Pos) {
	if len(ig.lines) == 0 {
		return nil, token.NoPos
	}
	for _, pos := range append([]token.Pos{d.Pos}, moves...) {
		p := ig.fset.PositionFor(pos, false)
		if i := ig.lines[lineKey{p.Filename, p.Line}]; i != nil {
			i.used = true
			return i, pos
		}
	}
	return nil, token.NoPos
}

// unused lists the comments for sendmove that suppressed nothing.
func (ig *ignores) unused() []analysis.Diagnostic {
	var out []analysis.Diagnostic
	for _, i := range ig.all {
		if i.named && !i.used {
			out = append(out, analysis.Diagnostic{
				Pos: i.Pos(), End: i.End(), Category: Unused, URL: URL + Unused + ".md",
				Message: "unused suppression: nothing is reported here",
			})
		}
	}
	return out
}
