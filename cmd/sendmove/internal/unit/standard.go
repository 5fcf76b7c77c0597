package unit

import (
	"path"
	"path/filepath"
	"strings"
)

// Standard reports whether a package is one of the standard library, by its path, the
// path of its module, which may be empty, and its folder.
func Standard(pkg, module, dir string) bool {
	first, _, _ := strings.Cut(pkg, "/")
	return (module == "" || module == "std") && !strings.Contains(first, ".") &&
		strings.HasSuffix(filepath.ToSlash(dir), path.Join("/src", pkg))
}
