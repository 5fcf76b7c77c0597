package oracle

import (
	"encoding/json"
	"slices"
)

// shrink makes a disagreement smaller, as long as the judges disagree in the same
// way. All programs that are one step smaller are judged together, and the
// smallest of them is the next.
func shrink(dir string, r *rustc, d disagreement) disagreement {
	for {
		ps := smaller(d.program)
		if len(ps) == 0 {
			return d
		}
		rust, golang, err := ask(dir, r, ps)
		if err != nil {
			return d
		}
		best := -1
		for i, p := range ps {
			same := !rust[i].silent && rust[i].rejected == d.rust.rejected && golang[i].rejected == d.golang.rejected
			if same && (best < 0 || p.size() < ps[best].size()) {
				best = i
			}
		}
		if best < 0 {
			return d
		}
		d.program, d.rust, d.golang = ps[best], rust[best], golang[best]
	}
}

// size counts what shrink takes away.
func (p *Program) size() int {
	n := len(p.Params)
	count := func(s *Stmt) {
		n += 4 + len(s.Bodies)
		for _, e := range s.exprs() {
			e.each(func(e *Expr) {
				n++
				if e.Op == Fresh || e.Op == Opaque {
					n--
				}
			})
		}
	}
	for _, h := range p.Helpers {
		n++
		walk(h.Body, count)
	}
	walk(p.Body, count)
	return n
}

func (p *Program) clone() *Program {
	data, err := json.Marshal(p)
	if err != nil {
		panic(err)
	}
	out := &Program{}
	if err := json.Unmarshal(data, out); err != nil {
		panic(err)
	}
	return out
}

// smaller lists the programs that are one step smaller than p and make sense.
func smaller(p *Program) []*Program {
	var out []*Program
	try := func(change func(*Program)) {
		q := p.clone()
		change(q)
		if q.wellFormed() && q.size() < p.size() {
			q.number()
			out = append(out, q)
		}
	}
	for i := range p.Params {
		try(func(q *Program) { q.Params = slices.Delete(q.Params, i, i+1) })
	}
	for i := range p.Helpers {
		try(func(q *Program) { q.Helpers = slices.Delete(q.Helpers, i, i+1) })
	}
	visit := func(s *Stmt) {
		at := func(f func(*Stmt) []*Stmt) {
			try(func(q *Program) {
				for _, h := range q.Helpers {
					h.Body = replace(h.Body, s.ID, f)
				}
				q.Body = replace(q.Body, s.ID, f)
			})
		}
		at(func(*Stmt) []*Stmt { return nil })
		for i := range s.Bodies {
			at(func(s *Stmt) []*Stmt { return s.Bodies[i] })
			if s.Op == Switch && i < len(s.Conds) {
				at(func(s *Stmt) []*Stmt {
					s.Bodies, s.Conds = slices.Delete(s.Bodies, i, i+1), slices.Delete(s.Conds, i, i+1)
					return []*Stmt{s}
				})
			}
			if (s.Op == If || s.Op == IfSome || s.Op == IfRef) && i > 0 {
				at(func(s *Stmt) []*Stmt { s.Bodies = s.Bodies[:1]; return []*Stmt{s} })
			}
		}
		for i, e := range s.exprs() {
			for _, f := range simpler(e) {
				at(func(s *Stmt) []*Stmt {
					if s.X != nil && i == 0 {
						s.X = f
					} else if s.X != nil {
						s.Conds[i-1] = f
					} else {
						s.Conds[i] = f
					}
					return []*Stmt{s}
				})
			}
		}
	}
	for _, h := range p.Helpers {
		walk(h.Body, visit)
	}
	walk(p.Body, visit)
	return out
}

// replace rewrites the statement with a number.
func replace(body []*Stmt, id int, f func(*Stmt) []*Stmt) []*Stmt {
	for i, s := range body {
		if s.ID == id {
			return slices.Concat(body[:i], f(s), body[i+1:])
		}
		for j, b := range s.Bodies {
			s.Bodies[j] = replace(b, id, f)
		}
	}
	return body
}

// simpler lists what e may be instead.
func simpler(e *Expr) []*Expr {
	var out []*Expr
	if e.Type == Bool {
		if e.Op != Opaque {
			out = append(out, &Expr{Op: Opaque, Type: Bool})
		}
		for _, a := range e.Args {
			if a.Type == Bool {
				out = append(out, a)
			}
		}
	} else if e.Op != Fresh {
		out = append(out, &Expr{Op: Fresh, Type: e.Type})
		for _, a := range e.Args {
			if a.Type == e.Type {
				out = append(out, a)
			}
		}
	}
	for i, a := range e.Args {
		for _, b := range simpler(a) {
			f := *e
			f.Args = slices.Clone(e.Args)
			f.Args[i] = b
			out = append(out, &f)
		}
	}
	return out
}

// wellFormed reports whether all names of p are declared, and its helpers send
// their parameters: one that does not moves nothing in Go.
func (p *Program) wellFormed() bool {
	helpers := map[string]bool{"": true}
	ok := true
	for _, h := range p.Helpers {
		ok = ok && scope{vars: []string{h.Param}, helpers: helpers}.holds(h.Body) && sends(h.Body, h.Param)
		helpers[h.Name] = true
	}
	s := scope{helpers: helpers}
	for _, q := range p.Params {
		s.vars = append(s.vars, q.Name)
	}
	return ok && s.holds(p.Body)
}

// sends reports whether a body sends all of a variable.
func sends(body []*Stmt, name string) bool {
	found := false
	walk(body, func(s *Stmt) {
		if s.Op == Send && s.X.Op == Move {
			found = found || s.X.Place.String() == name
		}
		for _, e := range s.exprs() {
			e.each(func(e *Expr) { found = found || e.Op == Ship && e.Place.String() == name })
		}
	})
	return found
}

// scope is what is declared at a point.
type scope struct {
	vars, loops, blocks []string
	helpers             map[string]bool
}

// holds reports whether a body mentions only what is declared.
func (c scope) holds(body []*Stmt) bool {
	for _, s := range body {
		for _, p := range []Place{s.To, s.From} {
			if p.Var != "" && !slices.Contains(c.vars, p.Var) {
				return false
			}
		}
		ok := true
		for _, e := range s.exprs() {
			e.each(func(e *Expr) {
				ok = ok && (e.Place.Var == "" || slices.Contains(c.vars, e.Place.Var)) && c.helpers[e.Helper]
			})
		}
		in := scope{slices.Clip(c.vars), slices.Clip(c.loops), slices.Clip(c.blocks), c.helpers}
		switch s.Op {
		case Break:
			ok = ok && (slices.Contains(c.loops, s.Name) || slices.Contains(c.blocks, s.Name))
		case Continue:
			ok = ok && slices.Contains(c.loops, s.Name)
		case Call, Once:
			ok = ok && slices.Contains(c.vars, s.Name)
		case Let, Declare, Closure, Take, Replace:
			c.vars = append(slices.Clip(c.vars), s.Name)
		case Split:
			c.vars = append(slices.Clip(c.vars), s.Names...)
		case Each, EachRef, IfSome, IfRef, WhPop, IfPop, WhTake, IfTake:
			in.vars = append(in.vars, s.Name)
		}
		if s.loops() {
			in.loops = append(in.loops, s.Label)
		}
		if s.Op == Block {
			in.blocks = append(in.blocks, s.Label)
		}
		if s.Op == Closure || s.Op == Spawn {
			in.loops, in.blocks = nil, nil
		}
		if !ok {
			return false
		}
		for _, b := range s.Bodies {
			if !in.holds(b) {
				return false
			}
		}
	}
	return true
}
