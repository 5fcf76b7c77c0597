package gopls

import (
	"context"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/sourcegraph/jsonrpc2"
)

// A client is an editor as far as gopls can see: it speaks the Language Server
// Protocol over the standard streams of a gopls that it started, in the
// directory of the module, and keeps what gopls publishes.
type client struct {
	t        *testing.T
	dir      string
	conn     *jsonrpc2.Conn
	settings map[string]any

	mu        sync.Mutex
	published map[string][]diagnostic // by file name, relative to dir
	changed   chan struct{}           // closed when something is published
}

// start starts the program and introduces itself. Settings are what a person
// writes below "gopls" in the configuration of an editor.
func start(t *testing.T, program, dir string, settings map[string]any) *client {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), program)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=-mod=mod", "GOPROXY=off")
	cmd.Stderr = os.Stderr
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	c := &client{
		t: t, dir: dir, settings: settings,
		published: map[string][]diagnostic{},
		changed:   make(chan struct{}),
	}
	stream := jsonrpc2.NewBufferedStream(streams{stdout, stdin}, jsonrpc2.VSCodeObjectCodec{})
	c.conn = jsonrpc2.NewConn(context.Background(), stream, jsonrpc2.HandlerWithError(c.handle))
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		_ = c.conn.Call(ctx, "shutdown", nil, nil)
		_ = c.conn.Notify(ctx, "exit", nil)
		_ = c.conn.Close()
		_ = cmd.Wait()
	})
	c.call("initialize", map[string]any{
		"processId": os.Getpid(),
		"rootUri":   c.uri("."),
		"capabilities": map[string]any{
			"workspace": map[string]any{
				"configuration": true,
				"workspaceEdit": map[string]any{"documentChanges": true},
			},
			"textDocument": map[string]any{
				"publishDiagnostics": map[string]any{
					"relatedInformation":     true,
					"codeDescriptionSupport": true,
					"dataSupport":            true,
				},
				"codeAction": map[string]any{
					"codeActionLiteralSupport": map[string]any{
						"codeActionKind": map[string]any{"valueSet": []string{"quickfix"}},
					},
				},
			},
		},
	}, nil)
	c.notify("initialized", map[string]any{})
	return c
}

type streams struct {
	io.Reader
	io.WriteCloser
}

// handle answers what gopls asks and takes in what it tells.
func (c *client) handle(_ context.Context, _ *jsonrpc2.Conn, r *jsonrpc2.Request) (any, error) {
	switch r.Method {
	case "workspace/configuration":
		var asked struct{ Items []any }
		if err := json.Unmarshal(*r.Params, &asked); err != nil {
			return nil, err
		}
		answer := make([]any, len(asked.Items))
		for i := range answer {
			answer[i] = c.settings
		}
		return answer, nil
	case "textDocument/publishDiagnostics":
		var p struct {
			URI         string
			Diagnostics []diagnostic
		}
		if err := json.Unmarshal(*r.Params, &p); err != nil {
			return nil, err
		}
		c.mu.Lock()
		defer c.mu.Unlock()
		c.published[c.file(p.URI)] = p.Diagnostics
		close(c.changed)
		c.changed = make(chan struct{})
	}
	return nil, nil
}

func (c *client) call(method string, params, result any) {
	c.t.Helper()
	if err := c.conn.Call(c.t.Context(), method, params, result); err != nil {
		c.t.Fatalf("%s: %v", method, err)
	}
}

func (c *client) notify(method string, params any) {
	c.t.Helper()
	if err := c.conn.Notify(c.t.Context(), method, params); err != nil {
		c.t.Fatalf("%s: %v", method, err)
	}
}

func (c *client) uri(file string) string {
	return "file://" + filepath.ToSlash(filepath.Join(c.dir, file))
}

// file is the inverse of uri.
func (c *client) file(uri string) string {
	name, err := filepath.Rel(c.dir, filepath.FromSlash(strings.TrimPrefix(uri, "file://")))
	if err != nil {
		c.t.Fatal(err)
	}
	return filepath.ToSlash(name)
}

// open opens a file and returns its text.
func (c *client) open(file string) string {
	c.t.Helper()
	text, err := os.ReadFile(filepath.Join(c.dir, file))
	if err != nil {
		c.t.Fatal(err)
	}
	c.notify("textDocument/didOpen", map[string]any{"textDocument": map[string]any{
		"uri": c.uri(file), "languageId": "go", "version": 1, "text": string(text),
	}})
	return string(text)
}

// change replaces the text of an open file.
func (c *client) change(file string, version int, text string) {
	c.t.Helper()
	c.notify("textDocument/didChange", map[string]any{
		"textDocument":   map[string]any{"uri": c.uri(file), "version": version},
		"contentChanges": []any{map[string]any{"text": text}},
	})
}

// patience is how long gopls may take to say something.
const patience = 3 * time.Minute

// await waits until what is published for the file satisfies a condition, and
// returns it.
func (c *client) await(file, condition string, ok func([]diagnostic) bool) []diagnostic {
	c.t.Helper()
	timeout := time.After(patience)
	for {
		c.mu.Lock()
		now, changed := c.published[file], c.changed
		c.mu.Unlock()
		if ok(now) {
			return now
		}
		select {
		case <-changed:
		case <-timeout:
			c.t.Fatalf("%s: %s: gopls publishes %+v", file, condition, now)
		}
	}
}

// The parts of the protocol that are looked at.
type (
	position struct {
		Line      int `json:"line"`
		Character int `json:"character"`
	}
	span struct {
		Start position `json:"start"`
		End   position `json:"end"`
	}
	location struct {
		URI   string `json:"uri"`
		Range span   `json:"range"`
	}
	diagnostic struct {
		Range           span   `json:"range"`
		Severity        int    `json:"severity,omitempty"`
		Code            any    `json:"code,omitempty"`
		CodeDescription *href  `json:"codeDescription,omitempty"`
		Source          string `json:"source,omitempty"`
		Message         string `json:"message"`
		Related         []struct {
			Location location `json:"location"`
			Message  string   `json:"message"`
		} `json:"relatedInformation,omitempty"`
		Data json.RawMessage `json:"data,omitempty"`
	}
	href struct {
		Href string `json:"href"`
	}
	textEdit struct {
		Range   span
		NewText string
	}
	codeAction struct {
		Title string
		Kind  string
		Edit  struct {
			DocumentChanges []struct {
				TextDocument struct{ URI string }
				Edits        []textEdit
			}
		}
	}
)

// of are the diagnostics of one source.
func of(source string, all []diagnostic) []diagnostic {
	return slices.DeleteFunc(slices.Clone(all), func(d diagnostic) bool { return d.Source != source })
}

// apply is the text after the edits.
func apply(text string, edits []textEdit) string {
	lines := strings.SplitAfter(text, "\n")
	offset := func(p position) int { // of ASCII text
		n := p.Character
		for _, line := range lines[:p.Line] {
			n += len(line)
		}
		return n
	}
	slices.SortFunc(edits, func(a, b textEdit) int { return offset(b.Range.Start) - offset(a.Range.Start) })
	for _, e := range edits {
		text = text[:offset(e.Range.Start)] + e.NewText + text[offset(e.Range.End):]
	}
	return text
}
