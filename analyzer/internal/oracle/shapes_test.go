package oracle

import "testing"

// shapes is how many programs must have every kind of statement and expression: a
// quarter of those that each change is tested with.
const shapes = 500

// TestShapes looks whether the generator writes all that the grammar has.
func TestShapes(t *testing.T) {
	stmts, exprs := map[Op]int{}, map[ExprOp]int{}
	sent, fieldSent, labels := 0, 0, 0
	count := func(s *Stmt) {
		stmts[s.Op]++
		if s.Op == Send && s.X.Op == Move {
			sent++
			if len(s.X.Place.Path) > 0 {
				fieldSent++
			}
		}
		if (s.Op == Break || s.Op == Continue) && s.Name != "" {
			labels++
		}
		for _, x := range s.exprs() {
			x.each(func(e *Expr) { exprs[e.Op]++ })
		}
	}
	for i := range uint64(shapes) {
		p := generate(1<<32 + i)
		for _, h := range p.Helpers {
			walk(h.Body, count)
		}
		walk(p.Body, count)
	}
	for op := Let; op <= Replace; op++ {
		if stmts[op] == 0 {
			t.Errorf("no statement of kind %d", op)
		}
	}
	for op := Fresh; op <= Or; op++ {
		if exprs[op] == 0 {
			t.Errorf("no expression of kind %d", op)
		}
	}
	if sent == 0 || fieldSent == 0 || labels == 0 {
		t.Errorf("%d sends of places, %d of parts of them, %d jumps to labels", sent, fieldSent, labels)
	}
}
