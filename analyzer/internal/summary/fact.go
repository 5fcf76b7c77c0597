package summary

import (
	"encoding/binary"
	"errors"
	"fmt"
	"go/token"
	"reflect"
)

// Fact is the summary of a function as a fact of go/analysis, packed: every package
// writes down what it knows of the methods of all below it, and reads what these
// wrote, but hardly any of it is asked for.
type Fact struct{ packed []byte }

// AFact marks Fact as a fact of go/analysis.
func (*Fact) AFact() {}

// Still is the fact that no function of a package moves anything. Where it is missing
// that is not known.
type Still struct{}

// AFact marks Still as a fact of go/analysis.
func (*Still) AFact() {}

// String prints the fact.
func (*Still) String() string { return "still" }

// NewFact packs f, but for positions, which are only good in the package that made
// it.
func NewFact(f *Func) *Fact {
	p := packer{index: map[string]int{}}
	p.value(reflect.ValueOf(f).Elem())
	return &Fact{p.out}
}

// Func unpacks the summary. It is nil if another version of this package has
// packed it.
func (f *Fact) Func() *Func {
	sum := &Func{}
	u := unpacker{rest: f.packed}
	if u.value(reflect.ValueOf(sum).Elem()); u.failed || len(u.rest) > 0 {
		return nil
	}
	return sum
}

// String prints the summary in its language.
func (f *Fact) String() string {
	if sum := f.Func(); sum != nil {
		return sum.String()
	}
	return "unknown"
}

// GobEncode makes Fact a gob.GobEncoder.
func (f *Fact) GobEncode() ([]byte, error) {
	if len(f.packed) == 0 {
		return nil, errors.New("a fact without a summary")
	}
	return f.packed, nil
}

// GobDecode makes *Fact a gob.GobDecoder.
func (f *Fact) GobDecode(data []byte) error {
	f.packed = append([]byte(nil), data...)
	return nil
}

// position is the type of what is not packed.
var position = reflect.TypeFor[token.Pos]()

// packer writes values of the types in a Func: numbers are varints, and a string
// that was written before is its number.
type packer struct {
	out   []byte
	index map[string]int
}

func (p *packer) value(v reflect.Value) {
	switch v.Kind() {
	case reflect.Bool:
		p.out = append(p.out, map[bool]byte{true: 1}[v.Bool()])
	case reflect.Int:
		p.out = binary.AppendVarint(p.out, v.Int())
	case reflect.Uint8:
		p.out = append(p.out, byte(v.Uint()))
	case reflect.String:
		p.text(v.String())
	case reflect.Slice:
		p.out = binary.AppendUvarint(p.out, uint64(v.Len()))
		for i := range v.Len() {
			p.value(v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Field(i); f.Type() != position {
				p.value(f)
			}
		}
	case reflect.Pointer: // of a closure's summary, which has one
		p.value(v.Elem())
	default:
		panic(fmt.Sprintf("summary: a field of type %s", v.Type()))
	}
}

func (p *packer) text(s string) {
	i, ok := p.index[s]
	if !ok {
		i = len(p.index)
		p.index[s] = i
	}
	p.out = binary.AppendUvarint(p.out, uint64(i))
	if !ok {
		p.out = binary.AppendUvarint(p.out, uint64(len(s)))
		p.out = append(p.out, s...)
	}
}

// unpacker reads what a packer wrote.
type unpacker struct {
	rest   []byte
	texts  []string
	failed bool
}

func (u *unpacker) value(v reflect.Value) {
	switch v.Kind() {
	case reflect.Bool:
		v.SetBool(u.byte() != 0)
	case reflect.Int:
		x, n := binary.Varint(u.rest)
		u.skip(n)
		v.SetInt(x)
	case reflect.Uint8:
		v.SetUint(uint64(u.byte()))
	case reflect.String:
		v.SetString(u.text())
	case reflect.Slice:
		n := u.length()
		if n == 0 {
			return
		}
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		for i := range n {
			u.value(v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Field(i); f.Type() != position && !u.failed {
				u.value(f)
			}
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		u.value(v.Elem())
	}
}

// skip goes on behind n bytes, if they were read.
func (u *unpacker) skip(n int) {
	if n <= 0 || n > len(u.rest) {
		u.rest, u.failed = nil, true
		return
	}
	u.rest = u.rest[n:]
}

func (u *unpacker) byte() byte {
	if len(u.rest) == 0 {
		u.failed = true
		return 0
	}
	b := u.rest[0]
	u.skip(1)
	return b
}

// length is a number of elements, each of which takes a byte at least.
func (u *unpacker) length() int {
	x, n := binary.Uvarint(u.rest)
	if u.skip(n); x > uint64(len(u.rest)) {
		u.failed = true
		return 0
	}
	return int(x)
}

func (u *unpacker) text() string {
	x, n := binary.Uvarint(u.rest)
	u.skip(n)
	if x < uint64(len(u.texts)) {
		return u.texts[x]
	}
	if x > uint64(len(u.texts)) {
		u.failed = true
		return ""
	}
	size := u.length()
	s := string(u.rest[:size])
	if u.rest = u.rest[size:]; u.failed {
		return ""
	}
	u.texts = append(u.texts, s)
	return s
}
