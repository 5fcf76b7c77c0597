package summary

import "go/types"

// Std is the summary of a function of the standard library.
func Std(f *types.Func) *Func { return nil }
