package vetjson_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/sendmove/sendmove/cmd/sendmove/internal/vetjson"
)

func decode(t *testing.T, stream string) (units []vetjson.Unit, objects int, text []string, err error) {
	t.Helper()
	err = vetjson.Decode(strings.NewReader(stream),
		func(u vetjson.Unit) { units = append(units, u) },
		func() { objects++ },
		func(line string) { text = append(text, line) })
	return units, objects, text, err
}

func TestDecode(t *testing.T) {
	const stream = `# m/a
{}
{
	"m/b [m/b.test]": {
		"sendmove": [
			{
				"category": "E0382",
				"posn": "/m/b/b.go:7:2",
				"end": "/m/b/b.go:7:3",
				"message": "use of moved value: ` + "`v`" + ` }\n}",
				"related": [{"posn": "/m/b/b.go:6:8", "end": "/m/b/b.go:6:9", "message": "value moved here"}]
			}
		]
	},
	"m/a": {
		"sendmove": {
			"error": "no SSA form"
		}
	}
}
# m/c
a line of text
{"m/d": {"sendmove": []}}`
	units, objects, text, err := decode(t, stream)
	if err != nil {
		t.Fatal(err)
	}
	if objects != 3 {
		t.Errorf("%d packages, want 3", objects)
	}
	want := []vetjson.Unit{
		{ID: "m/a", Analyzer: "sendmove", Err: "no SSA form"},
		{ID: "m/b [m/b.test]", Analyzer: "sendmove", Diagnostics: []vetjson.Diagnostic{{
			Category: "E0382",
			Posn:     "/m/b/b.go:7:2",
			End:      "/m/b/b.go:7:3",
			Message:  "use of moved value: `v` }\n}",
			Related:  []vetjson.Related{{Posn: "/m/b/b.go:6:8", End: "/m/b/b.go:6:9", Message: "value moved here"}},
		}}},
		{ID: "m/d", Analyzer: "sendmove", Diagnostics: []vetjson.Diagnostic{}},
	}
	if !reflect.DeepEqual(units, want) {
		t.Errorf("units:\n got %+v\nwant %+v", units, want)
	}
	if got := strings.Join(text, "|"); got != "# m/a|# m/c|a line of text" {
		t.Errorf("text = %q", got)
	}
}

func TestDecodeErrors(t *testing.T) {
	for _, test := range []struct{ stream, want string }{
		{"{\n\t\"m/a\": {\n", "ends within an object"},
		{`{"m/a": 3}`, "cannot unmarshal"},
		{`{"m/a": {"sendmove": {"strange": 1}}}`, "package m/a, analyzer sendmove"},
	} {
		if _, _, _, err := decode(t, test.stream); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("Decode(%q) = %v, want an error with %q", test.stream, err, test.want)
		}
	}
}
