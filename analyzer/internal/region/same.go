package region

import "slices"

// Same is the condition under which the reference l is the reference to, where a flag says
// which it is:
//
//	q := p
//	if own {
//		q = &T{}
//	}
//	if q != p {
//
// q is p where own is false, and nowhere else. It says false where that is not known: the
// conditions of a target are necessary ones, so that those of all others must exclude one
// of them.
func (m *Memory) Same(l, to Leaf) (Cond, bool) {
	if l.Mixed || to.Mixed || len(l.Refs) < 2 || len(to.Refs) != 1 || !m.Single(to.Refs[0].Place) {
		return Cond{}, false
	}
	same := slices.IndexFunc(l.Refs, func(r Ref) bool { return r.View == to.Refs[0].View })
	if same < 0 {
		return Cond{}, false
	}
	for _, c := range l.Refs[same].When {
		asWell := func(r Ref) bool { return r.View != to.Refs[0].View && !m.clashes(c, r.When) }
		if !m.Syms.IsAged(c.X) && !slices.ContainsFunc(l.Refs, asWell) {
			return c, true
		}
	}
	return Cond{}, false
}
