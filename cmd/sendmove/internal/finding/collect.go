package finding

import (
	"errors"
	"fmt"
)

// Collect returns what the diagnostics of a package say. The error tells which of them
// say nothing; the other findings are good.
func Collect(pkg string, diagnostics []Diagnostic) ([]Finding, error) {
	var found []Finding
	var errs []error
	for _, d := range diagnostics {
		f, err := New(d)
		if err != nil {
			errs = append(errs, fmt.Errorf("package %s: %w", pkg, err))
			continue
		}
		f.Package = pkg
		found = append(found, f)
	}
	return found, errors.Join(errs...)
}
