package page

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/sendmove/sendmove/cmd/sendmove/internal/export"
	"github.com/sendmove/sendmove/cmd/sendmove/internal/finding"
)

var screenshot = flag.String("screenshot", "", "write a picture of the page to this `file`")

// inBrowser presses keys in the page and writes what comes of it into the title.
const inBrowser = `<script>
addEventListener('load', () => setTimeout(() => {
  const press = key => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true}));
  const focused = () => document.activeElement.id;
  const background = () => getComputedStyle(document.body).backgroundColor;
  const out = {};
  out.arrows = cards.map(c => c.querySelectorAll('path.arrow').length);
  // An arrow begins at its move and ends at the use.
  out.misplaced = 0;
  for (const code of document.querySelectorAll('.code')) {
    const use = code.querySelector('mark.use'), moves = [...code.querySelectorAll('mark.move')];
    const near = (p, m) => {
      const b = m.getBoundingClientRect(), q = p.matrixTransform(code.querySelector('svg').getScreenCTM());
      return q.x > b.left - 14 && q.x < b.right + 14 && q.y > b.top - 14 && q.y < b.bottom + 14;
    };
    [...code.querySelectorAll('path.arrow')].forEach((a, i) => {
      const from = a.getPointAtLength(0), to = a.getPointAtLength(a.getTotalLength());
      if (!near(from, moves[i] || use) || !near(to, use)) out.misplaced++;
    });
  }
  press('j'); out.first = cards.findIndex(c => c.id === focused());
  press('j'); out.second = cards.findIndex(c => c.id === focused());
  press('k'); out.back = cards.findIndex(c => c.id === focused());
  press('/'); out.filter = focused();
  by('text').value = 'second'; by('text').dispatchEvent(new Event('input'));
  out.shown = shown().length; out.summary = by('summary').textContent;
  press('Escape'); out.all = shown().length;
  by('kind').value = 'use of moved value'; by('kind').dispatchEvent(new Event('input'));
  out.kind = shown().length;
  press('Escape');
  document.activeElement.blur();
  const before = background();
  press('t'); out.theme = background() !== before;
  press('t'); out.themeBack = background() === before;
  out.wide = document.documentElement.scrollWidth > innerWidth;
  document.title = JSON.stringify(out);
}, 50));
</script>`

// TestBrowser looks at the page with a browser, if there is one.
func TestBrowser(t *testing.T) {
	browser := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			browser = path
			break
		}
	}
	if browser == "" || testing.Short() {
		t.Skip("needs Chromium")
	}
	r := browserSample(t)
	var page bytes.Buffer
	if err := HTML(&page, r); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(r.Dir, "page.html")
	if err := os.WriteFile(file, []byte(strings.Replace(page.String(), "</body>", inBrowser+"</body>", 1)), 0o666); err != nil {
		t.Fatal(err)
	}
	run := func(args ...string) string {
		t.Helper()
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
		defer cancel()
		args = append([]string{"--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--window-size=1000,1400", "--user-data-dir=" + t.TempDir()}, args...)
		out, err := exec.CommandContext(ctx, browser, args...).Output()
		if err != nil {
			t.Fatalf("%s: %v", browser, err)
		}
		return string(out)
	}
	if *screenshot != "" {
		run("--screenshot="+*screenshot, "file://"+filepath.ToSlash(file))
	}
	dom := run("--virtual-time-budget=3000", "--dump-dom", "file://"+filepath.ToSlash(file))
	m := regexp.MustCompile(`<title>(\{.*?\})</title>`).FindStringSubmatch(dom)
	if m == nil {
		t.Fatalf("the page did not say what came of the keys; its title: %v", regexp.MustCompile("<title>.*</title>").FindString(dom))
	}
	var got map[string]any
	if err := json.Unmarshal([]byte(html.UnescapeString(m[1])), &got); err != nil {
		t.Fatal(err)
	}
	want := map[string]any{
		"arrows": []any{1.0, 2.0, 1.0}, "misplaced": 0.0,
		"first": 0.0, "second": 1.0, "back": 0.0,
		"filter": "text", "shown": 1.0, "summary": "1 of 3 findings in 1 package", "all": 3.0, "kind": 2.0,
		"theme": true, "themeBack": true, "wide": false,
	}
	for name, w := range want {
		a, _ := json.Marshal(got[name])
		b, _ := json.Marshal(w)
		if !bytes.Equal(a, b) {
			t.Errorf("%s is %s, want %s", name, a, b)
		}
	}
}

// browserSample has an arrow down, two up, and one from a use to itself.
func browserSample(t *testing.T) *export.Report {
	t.Helper()
	r := sample(t)
	name := r.Findings[0].Span.File
	span := func(line, from, to int) finding.Span {
		return finding.Span{File: name, Start: finding.Point{Line: line, Col: from}, End: finding.Point{Line: line, Col: to}}
	}
	r.Findings = append(r.Findings,
		finding.Finding{
			Code: "E0382", Message: "use of moved value: `second`", Package: "x/p", Span: span(4, 7, 8), Label: "value used here after move",
			Labels: []finding.Label{
				{Span: span(5, 8, 9), Text: "value moved here, in previous iteration of loop"},
				{Span: span(10, 2, 3), Text: "value moved here"},
			},
		},
		finding.Finding{
			Code: "E0382", Message: "use of moved value: `q`", Package: "x/p", Span: span(5, 8, 9),
			Label: "value moved here, in previous iteration of loop",
		},
	)
	return r
}
