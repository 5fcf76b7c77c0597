package detector

import "slices"

// smaller lists the programs that are one step smaller than p: a statement less,
// or a statement's body in its place. Not all of them are Go.
func smaller(p *program) []*program {
	var out []*program
	for i := range p.helpers {
		q := *p
		q.helpers = slices.Delete(slices.Clone(p.helpers), i, i+1)
		out = append(out, &q)
	}
	for i, h := range p.helpers {
		for _, b := range shorter(h.body) {
			q, g := *p, *h
			g.body = b
			q.helpers = slices.Clone(p.helpers)
			q.helpers[i] = &g
			out = append(out, &q)
		}
	}
	for _, b := range shorter(p.body) {
		out = append(out, &program{p.helpers, b})
	}
	return out
}

// shorter lists what body may be instead.
func shorter(body []*node) [][]*node {
	var out [][]*node
	instead := func(i int, by ...*node) {
		out = append(out, slices.Concat(body[:i], by, body[i+1:]))
	}
	for i, n := range body {
		instead(i)
		for j, b := range n.bodies {
			instead(i, b...)
			for _, c := range shorter(b) {
				m := *n
				m.bodies = slices.Clone(n.bodies)
				m.bodies[j] = c
				instead(i, &m)
			}
		}
	}
	return out
}
