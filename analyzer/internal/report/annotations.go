package report

import (
	"fmt"
	"go/types"

	"golang.org/x/tools/go/analysis"

	"github.com/sendmove/sendmove/analyzer/internal/annotation"
)

// Annotations reports annotations that have no effect.
func Annotations(pass *analysis.Pass, problems []annotation.Problem) {
	for _, p := range problems {
		pass.Report(analysis.Diagnostic{
			Pos: p.Pos, End: p.End, Category: Annotated, URL: URL + Annotated + ".md",
			Message: problem(pass.Pkg, p) + outside(p),
		})
	}
}

// places says where annotations belong.
var places = map[string]string{
	annotation.Share:   "a type declaration",
	annotation.Moves:   "a function, or of a method of an interface",
	annotation.Borrows: "a function, or of a method of an interface",
}

// problem is p in one line.
func problem(pkg *types.Package, p annotation.Problem) string {
	const prefix = "//sendmove:"
	verb := "`" + prefix + p.Verb + "`"
	switch p.Kind {
	case annotation.Unknown:
		s := "unknown annotation " + verb
		if p.Meant != "" {
			s += fmt.Sprintf(": did you mean `%s%s`?", prefix, p.Meant)
		}
		return s
	case annotation.Spaced:
		return fmt.Sprintf("annotation without effect: write `%s%s`, without a space", prefix, p.Meant)
	case annotation.Misplaced:
		return fmt.Sprintf("misplaced annotation: %s belongs in the doc comment of %s", verb, places[p.Verb])
	case annotation.Nameless:
		return fmt.Sprintf("incomplete annotation: %s names no parameter of `%s`", verb, p.Func)
	case annotation.Blank:
		return fmt.Sprintf("annotation without effect: a parameter of `%s` needs a name of its own", p.Func)
	case annotation.NoParameter:
		return fmt.Sprintf("unknown parameter: `%s` has none called `%s`", p.Func, p.Name)
	case annotation.Copied:
		return fmt.Sprintf("annotation without effect: `%s` has type `%s`, which is copied, not moved", p.Name, typeName(pkg, p.Type))
	case annotation.Shared:
		return fmt.Sprintf("annotation without effect: `%s` has type `%s`, which is shared, not moved", p.Name, typeName(pkg, p.Type))
	case annotation.Both:
		return fmt.Sprintf("contradictory annotations: `%s` is both moved and borrowed", p.Name)
	}
	if p.Kind == annotation.Absent {
		return fmt.Sprintf("declaration without effect: the package has no `%s`", p.Name)
	}
	return "annotation without effect: " + verb
}

// outside says where a declaration stands that is not in the source.
func outside(p annotation.Problem) string {
	if !p.Outside {
		return ""
	}
	return " (declared in sendmove.yml or by -declare)"
}

// typeName is t as the source of pkg writes it.
func typeName(pkg *types.Package, t types.Type) string {
	return types.TypeString(t, func(p *types.Package) string {
		if p == pkg {
			return ""
		}
		return p.Name()
	})
}
