package annotation

import (
	"go/token"
	"go/types"
)

// Problem is an annotation, or a part of one, that has no effect.
type Problem struct {
	Pos, End token.Pos
	Kind     Kind
	// Verb is that of the directive as it was written, and Meant the one that it
	// should be, "" if that is not known.
	Verb, Meant string
	// Name is the parameter that the problem is about, Func the function, and
	// Type the type of the parameter.
	Name, Func string
	Type       types.Type
	// Outside problems are of a declaration that is not in the source.
	Outside bool
}

// Kind is a kind of problem.
type Kind uint8

const (
	// Unknown directives have a verb that does not exist.
	Unknown Kind = iota
	// Spaced directives have a space after the slashes.
	Spaced
	// Misplaced directives do not stand where their verb belongs.
	Misplaced
	// Nameless directives should name a parameter and name none.
	Nameless
	// Blank parameters have no name to call them by.
	Blank
	// NoParameter is the name of nothing that the function is given.
	NoParameter
	// Copied parameters carry no reference to memory: nothing can be moved.
	Copied
	// Shared parameters are made for sharing: they are never moved.
	Shared
	// Both says that a parameter is moved as well as borrowed.
	Both
	// Absent is a declared name that the package does not have.
	Absent
)
