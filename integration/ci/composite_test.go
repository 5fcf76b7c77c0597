package ci

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// action is what action.yml says, as far as a runner carries it out.
type action struct {
	Inputs  map[string]struct{ Default string }
	Outputs map[string]struct{ Value string }
	Runs    struct {
		Using string
		Steps []step
	}
}

type step struct {
	Name, ID, If, Shell, Run, Uses string
	Dir                            string `yaml:"working-directory"`
	Env, With                      map[string]string
}

// A runner carries out a composite action as the runner of GitHub does: each
// step's script in bash, with its variables, and the files by which steps hand
// on outputs and directories for PATH. An action that a step uses is only noted.
type runner struct {
	t       *testing.T
	action  action
	dir     string // the workspace
	env     []string
	inputs  map[string]string
	ref     string // of the action
	outputs map[string]string
	path    string
	used    []string // actions, with what they are given
	log     strings.Builder
}

func newRunner(t *testing.T, dir string, env []string, inputs map[string]string) *runner {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "action.yml"))
	if err != nil {
		t.Fatal(err)
	}
	r := &runner{t: t, dir: dir, env: env, inputs: map[string]string{}, outputs: map[string]string{}, ref: "main", path: os.Getenv("PATH")}
	if err := yaml.Unmarshal(text, &r.action); err != nil {
		t.Fatal(err)
	}
	for name, in := range r.action.Inputs {
		r.inputs[name] = in.Default
	}
	for name, value := range inputs {
		if _, ok := r.inputs[name]; !ok {
			t.Fatalf("the action has no input %s", name)
		}
		r.inputs[name] = value
	}
	return r
}

// run carries out the steps and says whether the job succeeds.
func (r *runner) run() bool {
	temp := r.t.TempDir()
	for _, s := range r.action.Runs.Steps {
		if s.If != "" && !r.holds(s.If) {
			continue
		}
		if s.Uses != "" {
			r.used = append(r.used, s.Uses+" "+r.expand(s.With["sarif_file"]))
			continue
		}
		if s.Shell != "bash" {
			r.t.Fatalf("step %s: shell %q", s.Name, s.Shell)
		}
		outputs, paths, script := filepath.Join(temp, "output"), filepath.Join(temp, "path"), filepath.Join(temp, "script")
		for name, text := range map[string]string{outputs: "", paths: "", script: r.expand(s.Run)} {
			if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
				r.t.Fatal(err)
			}
		}
		cmd := exec.CommandContext(r.t.Context(), "bash", "--noprofile", "--norc", "-eo", "pipefail", script)
		cmd.Dir = filepath.Join(r.dir, r.expand(s.Dir))
		cmd.Env = append(append(os.Environ(), r.env...), "PATH="+r.path, "RUNNER_TEMP="+temp, "GITHUB_OUTPUT="+outputs, "GITHUB_PATH="+paths)
		for name, value := range s.Env {
			cmd.Env = append(cmd.Env, name+"="+r.expand(value))
		}
		out, err := cmd.CombinedOutput()
		fmt.Fprintf(&r.log, "== %s\n%s", s.Name, out)
		if err != nil {
			return false
		}
		for _, line := range lines(r.t, outputs) {
			name, value, _ := strings.Cut(line, "=")
			r.outputs["steps."+s.ID+".outputs."+name] = value
		}
		for _, dir := range lines(r.t, paths) {
			r.path = dir + string(filepath.ListSeparator) + r.path
		}
	}
	return true
}

var expression = regexp.MustCompile(`\$\{\{ *([\w.-]+) *\}\}`)

// expand puts in the values of expressions.
func (r *runner) expand(s string) string {
	return expression.ReplaceAllStringFunc(s, func(e string) string {
		return r.value(expression.FindStringSubmatch(e)[1])
	})
}

func (r *runner) value(name string) string {
	if input, ok := strings.CutPrefix(name, "inputs."); ok {
		value, known := r.inputs[input]
		if !known {
			r.t.Errorf("the action has no input %s", input)
		}
		return value
	}
	if name == "github.action_ref" {
		return r.ref
	}
	return r.outputs[name]
}

// holds evaluates a condition: one comparison with a text.
func (r *runner) holds(condition string) bool {
	name, text, ok := strings.Cut(condition, " == ")
	if !ok {
		r.t.Fatalf("condition %q", condition)
	}
	return r.value(name) == strings.Trim(text, "'")
}

func lines(t *testing.T, file string) []string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return strings.FieldsFunc(string(text), func(r rune) bool { return r == '\n' })
}
