package report

import "testing"

func TestSuppresses(t *testing.T) {
	for comment, want := range map[string]bool{
		"//nolint:sendmove":                  true,
		"//nolint:sendmove // it only reads": true,
		"// nolint:sendmove":                 true,
		"//nolint:errcheck,sendmove":         true,
		"//nolint:all":                       true,
		"//nolint":                           true,
		"//nolint // all of them":            true,
		"//nolint:errcheck":                  false,
		"//nolint:sendmoves":                 false,
		"//nolintsendmove":                   false,
		"//sendmove:ignore":                  true,
		"//sendmove:ignore it only reads":    true,
		"//sendmove:ignored":                 false,
		"//sendmove:share":                   false,
		"// sendmove:ignore":                 false, // directives have no space
		"/* nolint:sendmove */":              false,
		"// see nolint:sendmove":             false,
	} {
		if got := suppresses(comment); got != want {
			t.Errorf("%s suppresses: %t", comment, got)
		}
	}
}
