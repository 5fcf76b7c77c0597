// Package generics sends in functions with type parameters.
package generics

func made[S ~[]E, E any](out chan S, n int, e E) {
	s := make(S, n)
	s[0] = e
	out <- s
	s[0] = e // want "assign to part of moved value"
}

func grown[S ~[]E, E any](out chan S, s S, e E) {
	out <- append(s, e)
	s = make(S, 1)
	s[0] = e
}

func looked[M ~map[int]*E, E any](out chan *E, m M, e E) {
	out <- m[1]
	*m[1] = e // want "assign to part of moved value"
}

func other[M ~map[int]*E, E any](out chan *E, m M, e E) {
	out <- m[1]
	*m[2] = e
}

func sent[C ~chan *E, E any](out C, e *E, v E) {
	select {
	case out <- e:
		*e = v // want "assign to part of moved value"
	default:
		*e = v
	}
}
