package finding

import (
	"errors"
	"fmt"
	"strings"

	"github.com/sendmove/sendmove/cmd/sendmove/internal/vetjson"
)

// Collect returns the findings of all units, sorted and each once. The error
// names the packages whose analysis failed; the findings of the others are good.
func Collect(units []vetjson.Unit) ([]Finding, error) {
	var found []Finding
	var errs []error
	for _, u := range units {
		if u.Err != "" {
			errs = append(errs, fmt.Errorf("package %s: %s: %s", u.ID, u.Analyzer, u.Err))
		}
		for _, d := range u.Diagnostics {
			f, err := New(d)
			if err != nil {
				errs = append(errs, fmt.Errorf("package %s: %w", u.ID, err))
				continue
			}
			f.Package, _, _ = strings.Cut(u.ID, " ") // no name of a test variant
			found = append(found, f)
		}
	}
	return Sort(found), errors.Join(errs...)
}
