package oracle

import (
	"fmt"
	"sort"

	"github.com/sendmove/sendmove/analyzer/internal/judge"
)

// sendmove judges programs as one package.
func sendmove(programs []*Program) ([]verdict, error) {
	src := &text{}
	src.raw(goPrelude)
	var spans []span
	for i, p := range programs {
		from := len(src.lines)
		p.golang(src, fmt.Sprintf("f%d", i))
		spans = append(spans, span{from, len(src.lines)})
	}
	findings, err := judge.Findings(src.String(), nil)
	if err != nil {
		return nil, err
	}
	verdicts := make([]verdict, len(programs))
	for _, d := range findings {
		at := sort.Search(len(spans), func(i int) bool { return spans[i].to > d.Line })
		if at == len(spans) || spans[at].from > d.Line {
			return nil, fmt.Errorf("the part that all programs share is reported: line %d: %s", d.Line, d.Message)
		}
		f := finding{use: src.stmts[d.Line], text: d.Message}
		for _, r := range d.Related {
			if movedHere(r.Message) && spans[at].from <= r.Line && r.Line < spans[at].to {
				f.moves = append(f.moves, src.stmts[r.Line])
			}
		}
		verdicts[at].rejected = true
		verdicts[at].errors = append(verdicts[at].errors, f)
	}
	return verdicts, nil
}
