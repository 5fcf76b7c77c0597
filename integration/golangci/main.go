// Golangci is golangci-lint with sendmove as one of its linters. It is built
// from module downloads alone:
//
//	go build -C integration/golangci -o "$PWD/golangci-lint"
package main

import (
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strings"

	"github.com/golangci/golangci-lint/v2/pkg/commands"
	"github.com/golangci/golangci-lint/v2/pkg/exitcodes"

	_ "github.com/sendmove/sendmove/cmd/gclplugin"
)

func main() {
	if err := commands.Execute(buildInfo()); err != nil { // which has printed it
		os.Exit(exitcodes.Failure)
	}
}

// buildInfo names the release of golangci-lint, and this very build of it:
// golangci-lint keeps results under its version, and a result of another
// sendmove must not be taken for one of this.
func buildInfo() commands.BuildInfo {
	info := commands.BuildInfo{Commit: "none", Date: "unknown"}
	build, ok := debug.ReadBuildInfo()
	if !ok {
		return info // without a version the key is the content of the binary, too
	}
	info.GoVersion = build.GoVersion
	for _, m := range build.Deps {
		if m.Path == "github.com/golangci/golangci-lint/v2" {
			info.Version = strings.TrimPrefix(m.Version, "v") + "-sendmove-" + fingerprint()
		}
	}
	return info
}

// fingerprint is a digest of the running program.
func fingerprint() string {
	name, err := os.Executable()
	if err != nil {
		return "unknown"
	}
	f, err := os.Open(name)
	if err != nil {
		return "unknown"
	}
	defer f.Close() //nolint:errcheck // it was only read
	digest := sha256.New()
	if _, err := io.Copy(digest, f); err != nil {
		return "unknown"
	}
	return fmt.Sprintf("%x", digest.Sum(nil)[:6])
}
