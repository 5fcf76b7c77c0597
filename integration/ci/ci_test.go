// Package ci tests the gates for CI that this project ships, by carrying out
// their steps as the shell commands that they are.
package ci

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/sendmove/sendmove/internal/release"
	"github.com/sendmove/sendmove/internal/transcript"
)

var (
	checkout = filepath.Join("..", "..")
	docs     = filepath.Join(checkout, "docs")
)

// shop makes a module with one finding in a repository of git.
func shop(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	transcript.Extract(t, filepath.Join(docs, "testdata", "shop.txtar"), dir)
	git(t, dir, "init -q")
	commit(t, dir)
	return dir
}

func commit(t *testing.T, dir string) {
	t.Helper()
	git(t, dir, "add -A")
	git(t, dir, "-c user.name=m -c user.email=m@example.com commit -q -m all")
	git(t, dir, "update-ref refs/remotes/origin/main HEAD")
}

func git(t *testing.T, dir, args string) {
	t.Helper()
	cmd := exec.Command("git", strings.Fields(args)...)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("git %s: %v\n%s", args, err, out)
	}
}

// TestAll is one test, since what takes long, installing the release, is then
// done once.
func TestAll(t *testing.T) {
	env := release.Env(t, checkout)
	install := exec.Command("go", "install", release.Module+"/cmd/sendmove@latest")
	install.Env = append(os.Environ(), env...)
	if out, err := install.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	t.Run("action", func(t *testing.T) { testAction(t, env) })
	t.Run("gitlab", func(t *testing.T) { testGitLab(t, env) })
	t.Run("page", func(t *testing.T) { testPage(t, env) })
	t.Run("pre-commit", func(t *testing.T) { testPreCommit(t, env) })
}

func testAction(t *testing.T, env []string) {
	dir := shop(t)
	r := newRunner(t, dir, env, nil)
	if r.run() {
		t.Errorf("the job succeeds, although there is a finding\n%s", &r.log)
	}
	for _, want := range []string{"error[E0382]", "::error ", "file=shop.go,line=11"} {
		if !strings.Contains(r.log.String(), want) {
			t.Errorf("no %q in\n%s", want, &r.log)
		}
	}
	if len(r.used) != 1 || !strings.HasPrefix(r.used[0], "github/codeql-action/upload-sarif@") {
		t.Fatalf("used %v, want the upload", r.used)
	}
	_, file, _ := strings.Cut(r.used[0], " ")
	if rules := sarif(t, file); strings.Join(rules, " ") != "E0382" {
		t.Errorf("SARIF has %v", rules)
	}

	// Known findings are none, and so are those on lines that did not change.
	baseline := exec.Command("sendmove", "-baseline=known.json", "-write-baseline", "./...")
	baseline.Dir, baseline.Env = dir, append(os.Environ(), env...)
	baseline.Path = filepath.Join(goBin(env), "sendmove")
	baseline.Err = nil
	if out, err := baseline.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, inputs := range []map[string]string{
		{"baseline": "known.json", "version": release.Version},
		{"new-from": "origin/main", "flags": "-level=strict -tags=integration"},
	} {
		r := newRunner(t, dir, env, inputs)
		if !r.run() {
			t.Errorf("%v: the job fails\n%s", inputs, &r.log)
		}
		if len(r.used) != 1 {
			t.Errorf("%v: used %v, want the upload, which closes alerts", inputs, r.used)
		}
	}
	if r := newRunner(t, dir, env, map[string]string{"upload": "false"}); r.run() || len(r.used) != 0 {
		t.Errorf("without upload: used %v", r.used)
	}

	// What cannot be analysed is no clean result.
	if err := os.WriteFile(filepath.Join(dir, "bad.go"), []byte("package shop\n\nvar x = missing\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	r = newRunner(t, dir, env, nil)
	if r.run() || len(r.used) != 0 {
		t.Errorf("the job succeeds or uploads, although a package cannot be analysed\n%s", &r.log)
	}
}

// goBin is the directory for programs in the variables.
func goBin(env []string) string {
	for _, v := range env {
		if dir, ok := strings.CutPrefix(v, "GOBIN="); ok {
			return dir
		}
	}
	return ""
}

// sarif are the rules of the results in a file.
func sarif(t *testing.T, file string) []string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var log struct {
		Runs []struct{ Results []struct{ RuleID string } }
	}
	if err := json.Unmarshal(text, &log); err != nil {
		t.Fatal(err)
	}
	var rules []string
	for _, run := range log.Runs {
		for _, result := range run.Results {
			rules = append(rules, result.RuleID)
		}
	}
	return rules
}

// TestWorkflow lints the workflow of the page, and with it the action.
func TestWorkflow(t *testing.T) {
	steps, err := transcript.Read(filepath.Join(docs, "ci.md"))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	git(t, dir, "init -q")
	text, err := os.ReadFile(filepath.Join(checkout, "action.yml"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "action.yml"), text, 0o666); err != nil {
		t.Fatal(err)
	}
	for _, s := range steps {
		if strings.HasPrefix(s.File, ".github/workflows/") {
			// The linter knows the inputs of actions in the same repository.
			s.Text = strings.Replace(s.Text, "uses: sendmove/sendmove@"+release.Version, "uses: ./", 1)
			if err := s.Do(dir, nil); err != nil {
				t.Fatal(err)
			}
		}
	}
	lint := exec.Command(filepath.Join(tools(t), "actionlint"))
	lint.Dir = dir
	if out, err := lint.CombinedOutput(); err != nil {
		t.Errorf("actionlint: %v\n%s", err, out)
	}
}

// tools builds the programs that go.mod names.
func tools(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if out, err := exec.Command("go", "build", "-o", dir, "tool").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return dir
}

func testGitLab(t *testing.T, env []string) {
	text, err := os.ReadFile(filepath.Join(checkout, "ci", "gitlab.yml"))
	if err != nil {
		t.Fatal(err)
	}
	var jobs map[string]struct {
		Variables map[string]string
		Script    []string
		Artifacts struct{ Paths []string }
	}
	if err := yaml.Unmarshal(text, &jobs); err != nil {
		t.Fatal(err)
	}
	job := jobs["sendmove"]
	dir := shop(t)
	run := func(variables ...string) (string, error) {
		cmd := exec.Command("sh", "-e", "-c", strings.Join(job.Script, "\n"))
		cmd.Dir = dir
		cmd.Env = append(append(os.Environ(), env...), "CI_PROJECT_DIR="+dir)
		for name, value := range job.Variables {
			if !strings.HasPrefix(value, "$CI_PROJECT_DIR/.cache") { // the caches are the test's
				cmd.Env = append(cmd.Env, name+"="+value)
			}
		}
		cmd.Env = append(cmd.Env, variables...)
		out, err := cmd.CombinedOutput()
		return string(out), err
	}
	if out, err := run(); err == nil || !strings.Contains(out, "error[E0382]") {
		t.Errorf("%v\n%s", err, out)
	}
	for _, name := range job.Artifacts.Paths {
		page, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil || !strings.Contains(string(page), "E0382") {
			t.Errorf("artifact %s: %v", name, err)
		}
	}
	if out, err := run("SENDMOVE_FLAGS=-new-from=HEAD"); err != nil {
		t.Errorf("nothing new: %v\n%s", err, out)
	}
}

func testPage(t *testing.T, env []string) {
	dir := shop(t)
	path := tools(t)
	for i, v := range env {
		if rest, ok := strings.CutPrefix(v, "PATH="); ok {
			env[i] = "PATH=" + path + string(filepath.ListSeparator) + rest
		}
	}
	transcript.Run(t, filepath.Join(docs, "ci.md"), dir, env...)
}

func testPreCommit(t *testing.T, env []string) {
	preCommit, err := exec.LookPath("pre-commit")
	if err != nil {
		t.Skip("pre-commit is not installed")
	}
	steps, err := transcript.Read(filepath.Join(docs, "ci.md"))
	if err != nil {
		t.Fatal(err)
	}
	dir := shop(t)
	for _, s := range steps {
		if s.File == ".pre-commit-config.yaml" {
			if err := s.Do(dir, nil); err != nil {
				t.Fatal(err)
			}
		}
	}
	commit(t, dir)
	repository := release.NewRepository(t, "https://"+release.Module, checkout, release.Version)
	cmd := exec.Command(preCommit, "run", "--all-files")
	cmd.Dir = dir
	cmd.Env = append(append(append(os.Environ(), env...), repository.Env()...), "PRE_COMMIT_HOME="+t.TempDir())
	out, err := cmd.CombinedOutput()
	if err == nil || !strings.Contains(string(out), "error[E0382]") {
		t.Errorf("pre-commit run: %v\n%s", err, out)
	}
}
