// Package library has uses by functions of the standard library.
package library

import (
	"bufio"
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"image"
	"io"
	"log"
	"os"
	"slices"
	"sort"
	"strconv"
	"strings"
	"sync"
	"time"
)

type rec struct {
	ID   int
	Tags []string
	Buf  []byte
}

func reader(out chan []byte, r io.Reader) {
	buf := make([]byte, 10)
	for {
		n, err := r.Read(buf) // want "borrow of moved value: `buf`"
		if err != nil {
			return
		}
		out <- buf[:n]
	}
}

func readerFresh(out chan []byte, r io.Reader) {
	for {
		buf := make([]byte, 10)
		n, err := r.Read(buf)
		if err != nil {
			return
		}
		out <- buf[:n]
	}
}

func readerClone(out chan []byte, r io.Reader) {
	buf := make([]byte, 10)
	for {
		n, err := r.Read(buf)
		if err != nil {
			return
		}
		out <- bytes.Clone(buf[:n])
		out <- slices.Clone(buf[:n])
	}
}

func scan(out chan []byte, r io.Reader) {
	sc := bufio.NewScanner(r)
	for sc.Scan() { // want "borrow of moved value: `sc`"
		out <- sc.Bytes()
	}
}

func scanText(out chan string, r io.Reader) {
	sc := bufio.NewScanner(r)
	for sc.Scan() {
		out <- sc.Text()
	}
}

func scanFields(out chan []string, r io.Reader) {
	sc := bufio.NewScanner(r)
	for sc.Scan() {
		out <- strings.Fields(sc.Text())
	}
}

func buffer(out chan []byte) {
	var b bytes.Buffer
	for range 3 {
		b.Reset() // want "borrow of moved value: `b`"
		b.WriteString("x")
		out <- b.Bytes()
	}
}

func bufferString(out chan string) {
	var b bytes.Buffer
	for range 3 {
		b.Reset()
		b.WriteString("x")
		out <- b.String()
	}
}

func decode(out chan *rec, d *json.Decoder) {
	var r rec
	for d.Decode(&r) == nil { // want "borrow of moved value: `r`"
		out <- &r
	}
}

func decodeFresh(out chan *rec, d *json.Decoder) {
	for {
		var r rec
		if d.Decode(&r) != nil {
			return
		}
		out <- &r
	}
}

func logged(out chan *rec, r *rec) {
	out <- r
	log.Printf("%v", r) // want "borrow of moved value: `r`"
}

func loggedID(out chan *rec, r *rec) {
	id := r.ID
	out <- r
	log.Printf("%v", id)
}

func fatal(out chan *rec, r *rec, bad bool) {
	if bad {
		out <- r
		log.Fatal("x")
	}
	r.ID = 1
}

func exits(out chan *rec, r *rec, bad bool) {
	if bad {
		out <- r
		os.Exit(1)
	}
	r.ID = 1
}

func sorted(out chan []string, s []string) {
	out <- s
	sort.Strings(s) // want "borrow of moved value: `s`"
}

func sortedBefore(out chan []string, s []string) {
	sort.Strings(s)
	out <- s
}

func pool(out chan []byte, p *sync.Pool) {
	b := p.Get().([]byte)
	out <- b
	p.Put(b) // want "use of moved value: `b`"
}

func ctx(ctx context.Context, out chan *rec, r *rec) error {
	select {
	case out <- r:
		return nil
	case <-ctx.Done():
		r.ID = 2
		return fmt.Errorf("not sent %d: %w", r.ID, ctx.Err())
	}
}

func timer(out chan *rec, r *rec) {
	t := time.NewTimer(time.Second)
	defer t.Stop()
	for {
		select {
		case out <- r:
			return
		case <-t.C:
			r.ID++
		}
	}
}

func newReader(out chan io.Reader, b []byte) {
	out <- bytes.NewReader(b)
	b[0] = 1 // want "assign to part of moved value: `b\\[0\\]`"
}

func appendf(out chan []byte) {
	var b []byte
	for i := range 10 {
		b = fmt.Appendf(b[:0], "%d", i) // want "use of moved value: `b`"
		out <- b
	}
}

// What is kept to be filled again is reported there, and not where it is filled.
func appendTwice(out chan []byte) {
	var b []byte
	for i := range 10 {
		b = b[:0] // want "use of moved value: `b`"
		b = append(b, ' ')
		b = strconv.AppendInt(b, int64(i), 10)
		b = fmt.Appendln(b)
		out <- b
	}
}

func appendTwiceFresh(out chan []byte) {
	for i := range 10 {
		b := append([]byte(nil), ' ')
		b = strconv.AppendInt(b, int64(i), 10)
		b = fmt.Appendln(b)
		out <- b
	}
}

func sortFunc(out chan []*rec, rs []*rec) {
	out <- rs
	slices.SortFunc(rs, func(a, b *rec) int { return a.ID - b.ID }) // want "borrow of moved value: `rs`"
}

func marshal(out chan *rec, r *rec) {
	b, _ := json.Marshal(r)
	out <- r
	b[0] = 1
}

func marshalAfter(out chan *rec, r *rec) {
	out <- r
	json.Marshal(r) // want "borrow of moved value: `r`"
}

type printer struct{ arg *rec }

var printers sync.Pool

func (p *printer) free() {
	p.arg = nil
	printers.Put(p)
}

func emptied(out chan *rec, r *rec) {
	p := printers.Get().(*printer)
	p.arg = r
	out <- p.arg
	p.free()
}

func (p *printer) freeFull() { printers.Put(p) }

func full(out chan *rec, r *rec) {
	p := printers.Get().(*printer)
	p.arg = r
	out <- p.arg
	p.freeFull() // want "moved value"
}

func counted(out chan *bytes.Buffer, b *bytes.Buffer) {
	out <- b
	b.WriteString("x") // want "moved value"
}

func built(out chan *strings.Builder) {
	b := &strings.Builder{}
	out <- b
	b.WriteString("x") // want "moved value"
}

func joined(out chan []string, parts []string) string {
	out <- parts
	return strings.Join(parts, ",") // want "borrow of moved value: `parts`"
}

func onceSent(out chan *rec, once *sync.Once, r *rec) {
	once.Do(func() { out <- r })
	r.ID = 1 // want "assign to part of moved value: `r.ID`"
}

func sortedLater(out chan []*rec, rs []*rec) {
	out <- rs
	slices.SortFunc(rs, func(a, b *rec) int { return a.ID - b.ID }) // want "moved value"
}

func sortedFirst(out chan []*rec, rs []*rec) {
	slices.SortFunc(rs, func(a, b *rec) int { return a.ID - b.ID })
	out <- rs
}

func waited(out chan *rec, wg *sync.WaitGroup, r *rec) {
	wg.Go(func() { out <- r })
	r.ID = 1 // want "assign to part of moved value: `r.ID`"
}

func subimage(out chan image.Image, m *image.RGBA) {
	out <- m.SubImage(m.Rect)
	m.Pix[0] = 1 // want "assign to part of moved value: `m.Pix"
}

func appended(out chan []byte, n int64) {
	var buf []byte
	for {
		buf = strconv.AppendInt(buf[:0], n, 10) // want "moved value"
		out <- buf
	}
}

func appendedFresh(out chan []byte, n int64) {
	for {
		out <- strconv.AppendInt(nil, n, 10)
	}
}

func parts(out chan []byte, b []byte) {
	for _, line := range bytes.Split(b, []byte("\n")) {
		if bytes.HasPrefix(line, []byte("x")) {
			out <- line
		}
	}
}

func records(out chan []string, r *csv.Reader) {
	for {
		rec, err := r.Read()
		if err != nil {
			return
		}
		if rec[0] != "" {
			out <- rec
		}
	}
}

func peeked(out chan []byte, r *bufio.Reader) {
	for {
		line, err := r.ReadSlice('\n') // want "moved value"
		if err != nil {
			return
		}
		out <- line
	}
}

func decoded(out chan *rec, d *json.Decoder) {
	r := &rec{}
	for d.Decode(r) == nil { // want "moved value"
		out <- r
	}
}

func sameRecord(in io.Reader, out chan []string) error {
	r := csv.NewReader(in)
	r.ReuseRecord = true
	for {
		rec, err := r.Read() // want "borrow of moved value: `r`"
		if err != nil {
			return err
		}
		out <- rec
	}
}

func newRecord(in io.Reader, out chan []string) error {
	r := csv.NewReader(in)
	r.ReuseRecord = false
	for {
		rec, err := r.Read()
		if err != nil {
			return err
		}
		out <- rec
	}
}
