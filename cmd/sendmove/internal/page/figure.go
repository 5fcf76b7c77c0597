package page

import (
	"go/scanner"
	"go/token"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/sendmove/sendmove/cmd/sendmove/internal/export"
	"github.com/sendmove/sendmove/cmd/sendmove/internal/finding"
	"github.com/sendmove/sendmove/cmd/sendmove/internal/source"
)

// figure is the part of one file that a finding shows.
type figure struct {
	Heading string // what a note says of it, else ""
	Name    string
	Lines   []line
}

// line is a line of source, or a gap between two.
type line struct {
	Gap    bool
	Number int
	Pieces []piece
	Labels []label
}

// piece is a part of a line in one style.
type piece struct {
	Text string
	Role string // of the mark: use, move, other; name for a name of the region; "" for none
	Loop bool   // a move in an earlier iteration
}

type label struct{ Role, Text string }

// around is the number of lines shown around a mark.
const around = 1

// mark is a range to show.
type mark struct {
	span finding.Span
	role string
	text string
}

// figures shows the finding's own marks by file, that of the use first, then
// those of its notes.
func figures(r *export.Report, f *finding.Finding) []figure {
	names := region(f)
	marks := []mark{{f.Span, "use", f.Label}}
	for _, l := range f.Labels {
		role := "other"
		if l.Moves() {
			role = "move"
		}
		marks = append(marks, mark{l.Span, role, l.Text})
	}
	var out []figure
	for len(marks) > 0 {
		file := marks[0].span.File
		var own, rest []mark
		for _, m := range marks {
			if m.span.File == file {
				own = append(own, m)
			} else {
				rest = append(rest, m)
			}
		}
		out = append(out, draw(r, file, own, names))
		marks = rest
	}
	for _, n := range f.Notes {
		if n.Span == nil {
			continue
		}
		own := []mark{{*n.Span, "other", ""}}
		for _, l := range n.Labels {
			own = append(own, mark{l.Span, "other", l.Text})
		}
		fig := draw(r, n.Span.File, own, nil)
		fig.Heading = n.Kind + ": " + n.Text
		out = append(out, fig)
	}
	return out
}

var quoted = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile("`([^`]+)`") })

// region lists the variables that the finding names as sharing the memory.
func region(f *finding.Finding) []string {
	texts := []string{f.Title()}
	for _, l := range f.Labels {
		if strings.Contains(l.Text, "shares memory") {
			texts = append(texts, l.Text)
		}
	}
	for _, n := range f.Notes {
		if strings.Contains(n.Text, "shares memory") {
			texts = append(texts, n.Text)
		}
	}
	var names []string
	for _, t := range texts {
		for _, m := range quoted().FindAllStringSubmatch(t, -1) {
			name := strings.TrimLeft(m[1], "*&(")
			if i := strings.IndexAny(name, ".[)"); i >= 0 {
				name = name[:i]
			}
			names = append(names, name)
		}
	}
	return names
}

func draw(r *export.Report, file string, marks []mark, names []string) figure {
	fig := figure{Name: source.Relative(r.Dir, file)}
	src := r.Sources.Lines(file)
	shown := map[int]bool{}
	for _, m := range marks {
		for n := m.span.Start.Line - around; n <= m.span.Start.Line+around; n++ {
			if 0 < n && n <= len(src) {
				shown[n] = true
			}
		}
	}
	last := 0
	for n := range len(src) + 1 {
		if !shown[n] {
			continue
		}
		if last > 0 && n > last+1 {
			if n == last+2 {
				fig.Lines = append(fig.Lines, drawLine(src[n-2], n-1, nil, names))
			} else {
				fig.Lines = append(fig.Lines, line{Gap: true})
			}
		}
		var own []mark
		for _, m := range marks {
			if m.span.Start.Line == n {
				own = append(own, m)
			}
		}
		fig.Lines = append(fig.Lines, drawLine(src[n-1], n, own, names))
		last = n
	}
	for _, m := range marks { // what cannot be shown is said
		if m.span.Start.Line > len(src) && m.text != "" {
			fig.Lines = append(fig.Lines, line{Number: m.span.Start.Line, Labels: []label{{m.role, m.text}}})
		}
	}
	return fig
}

// roles are painted in this order, the later over the earlier.
var roles = []string{"name", "other", "move", "use"}

func drawLine(src string, number int, marks []mark, names []string) line {
	l := line{Number: number}
	painted := make([]int, len(src)) // for each byte, 1 + the index in roles
	for _, id := range identifiers(src) {
		if slices.Contains(names, src[id[0]:id[1]]) {
			paint(painted, id[0], id[1], 1)
		}
	}
	loop := false
	for i, role := range roles {
		for _, m := range marks {
			if m.role != role {
				continue
			}
			from, to := m.span.Start.Col-1, m.span.End.Col-1
			if m.span.Start.Col == 0 {
				from, to = len(src)-len(strings.TrimLeft(src, " \t")), len(src)
			} else if m.span.End.Line > m.span.Start.Line {
				to = len(src)
			}
			paint(painted, from, max(to, from+1), i+1)
			if m.text != "" {
				l.Labels = append(l.Labels, label{role, m.text})
			}
			loop = loop || strings.HasSuffix(m.text, "in previous iteration of loop")
		}
	}
	slices.Reverse(l.Labels) // the use comes first
	for i := 0; i < len(src); {
		j := i + 1
		for j < len(src) && painted[j] == painted[i] {
			j++
		}
		p := piece{Text: src[i:j]}
		if painted[i] > 0 {
			p.Role = roles[painted[i]-1]
			p.Loop = loop && p.Role == "use"
		}
		l.Pieces = append(l.Pieces, p)
		i = j
	}
	return l
}

func paint(painted []int, from, to, with int) {
	for i := max(from, 0); i < min(to, len(painted)); i++ {
		painted[i] = with
	}
}

// identifiers lists the ranges of the identifiers in a line of Go.
func identifiers(src string) [][2]int {
	fset := token.NewFileSet()
	file := fset.AddFile("", -1, len(src))
	var s scanner.Scanner
	s.Init(file, []byte(src), func(token.Position, string) {}, 0)
	var out [][2]int
	for {
		pos, tok, lit := s.Scan()
		if tok == token.EOF {
			return out
		}
		if tok == token.IDENT {
			at := file.Offset(pos)
			out = append(out, [2]int{at, at + len(lit)})
		}
	}
}
