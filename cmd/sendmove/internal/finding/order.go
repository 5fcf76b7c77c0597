package finding

import (
	"cmp"
	"path/filepath"
	"slices"
)

// Sort orders findings by file, line and column and returns them without those
// that were reported twice: a package and its test variant both hold the
// package's files.
func Sort(findings []Finding) []Finding {
	slices.SortStableFunc(findings, compare)
	return slices.CompactFunc(findings, func(f, g Finding) bool { return compare(f, g) == 0 })
}

func compare(f, g Finding) int {
	return cmp.Or(
		cmp.Compare(f.Span.File, g.Span.File),
		f.Span.Start.Compare(g.Span.Start),
		f.Span.End.Compare(g.Span.End),
		cmp.Compare(f.Code, g.Code),
		cmp.Compare(f.Message, g.Message),
	)
}

// Packages counts the packages, that is the folders, in which the findings lie.
func Packages(findings []Finding) int {
	dirs := make(map[string]bool)
	for _, f := range findings {
		dirs[filepath.Dir(f.Span.File)] = true
	}
	return len(dirs)
}
