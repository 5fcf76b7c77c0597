package annotation

// IsShared is the fact that a type was declared shareable.
type IsShared struct{}

// AFact marks IsShared as a fact of go/analysis.
func (*IsShared) AFact() {}

// String is the fact in words.
func (*IsShared) String() string { return "shared" }
