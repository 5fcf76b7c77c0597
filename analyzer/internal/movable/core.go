package movable

import "go/types"

// Core is the underlying type of t; of a type parameter it is the one that its
// type arguments have in common, its constraint if they have none.
func Core(t types.Type) types.Type {
	u := t.Underlying()
	it, ok := u.(*types.Interface)
	if !ok {
		return u
	}
	for e := range it.EmbeddedTypes() {
		union, ok := e.(*types.Union)
		if !ok {
			if c := Core(e); !types.IsInterface(c) {
				return c
			}
			continue
		}
		c := Core(union.Term(0).Type())
		for term := range union.Terms() {
			if !types.Identical(c, Core(term.Type())) {
				return u
			}
		}
		return c
	}
	return u
}
