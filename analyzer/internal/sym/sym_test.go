package sym

import (
	"go/constant"
	"math/rand/v2"
	"testing"

	"github.com/sendmove/sendmove/analyzer/internal/span"
)

// only is a loop of one block.
type only int

func (b only) Contains(block int) bool { return int(b) == block }
func (b only) Nested(int) bool         { return false }
func (b only) Span() span.Span         { return span.Of(int(b)) }

// model evaluates scalars: each atom has a number that is not negative, as
// lengths and indices are, and another one that it had in an earlier iteration.
type model struct {
	*Table
	now, before map[ID]int64 // by the atom of this iteration
}

func (m model) eval(x ID) int64 {
	switch n := m.terms[x]; n.kind {
	case constant_:
		if c := m.consts[x]; c.Kind() == constant.Bool {
			if constant.BoolVal(c) {
				return 1
			}
			return 0
		}
		v, _ := constant.Int64Val(m.consts[x])
		return v
	case atom:
		if n.aged {
			n.aged = false
			now, _ := m.id(&n)
			return m.before[now]
		}
		return m.now[x]
	case sum:
		return m.eval(n.a) + m.eval(n.b)
	case equal:
		if m.eval(n.a) == m.eval(n.b) {
			return 1
		}
		return 0
	case less:
		return truth(m.eval(n.a) < m.eval(n.b))
	case not:
		return 1 - m.eval(n.a)
	case either:
		return max(m.eval(n.a), m.eval(n.b))
	}
	panic("no value")
}

func truth(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

// random makes a table, numbers that are made of a few atoms and constants, and
// a model. Atom i is made in block i%2.
func random(r *rand.Rand) (model, []ID) {
	m := model{NewTable(), map[ID]int64{}, map[ID]int64{}}
	var xs []ID
	for i := range 4 {
		a := m.Atom("a", uint32(i), i%2)
		m.now[a], m.before[a] = r.Int64N(6), r.Int64N(6)
		xs = append(xs, a)
	}
	for range 3 {
		xs = append(xs, m.Int(r.Int64N(7)-3))
	}
	for range 20 {
		a, b := xs[r.IntN(len(xs))], xs[r.IntN(len(xs))]
		x := m.Add(a, b)
		if r.IntN(4) == 0 {
			x = m.Sub(a, b)
		}
		if x != Unknown {
			xs = append(xs, x)
		}
	}
	return m, xs
}

// TestArithmetic checks what the table says of numbers against their values.
func TestArithmetic(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		m, xs := random(r)
		for _, a := range xs {
			for _, b := range xs {
				va, vb := m.eval(a), m.eval(b)
				say := func(what string, got ID) {
					t.Helper()
					t.Errorf("%s of %s and %s is %s", what, m.String(a), m.String(b), m.String(got))
				}
				if got := m.Add(a, b); got != Unknown && m.eval(got) != va+vb {
					say("sum", got)
				} else if got != m.Add(b, a) {
					say("sum by order", got)
				}
				if got := m.Sub(a, b); got != Unknown && m.eval(got) != va-vb {
					say("difference", got)
				} else if got != Unknown && m.Add(got, b) != a && m.IsConst(b) {
					say("difference and sum", got)
				}
				if got := m.Equal(a, b); got != Unknown && m.eval(got) != truth(va == vb) {
					say("equality", got)
				} else if n := m.Not(got); got != Unknown && (m.eval(n) == m.eval(got) || m.Not(n) != got) {
					say("negation", n)
				}
				if got := m.Less(a, b); got != Unknown && m.eval(got) != truth(va < vb) {
					say("comparison", got)
				}
				if m.AtMost(a, b) && va > vb {
					say("order", Unknown)
				}
				if m.Distinct(a, b) != m.Distinct(b, a) || m.Distinct(a, b) && !m.IsAged(a) && !m.IsAged(b) && va == vb {
					say("distinction", Unknown)
				}
			}
			if !m.AtMost(a, a) || m.Distinct(a, a) || m.Equal(a, a) != m.Bool(true) || m.Sub(a, a) != m.Int(0) || m.Add(a, m.Int(0)) != a {
				t.Errorf("%s is not itself", m.String(a))
			}
		}
	}
}

// TestAged checks that a scalar has after ageing the value that it had before.
func TestAged(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 300 {
		m, xs := random(r)
		earlier := model{m.Table, map[ID]int64{}, m.before}
		for a, v := range m.now {
			earlier.now[a] = v
			if int(m.blocks[a]) == 1 {
				earlier.now[a] = m.before[a]
			}
		}
		for _, x := range xs {
			old := m.Aged(x, only(1))
			if old == Unknown {
				t.Errorf("%s aged is unknown", m.String(x))
				continue
			}
			if again := m.Aged(old, only(1)); again != old {
				t.Errorf("%s ages to %s and then to %s", m.String(x), m.String(old), m.String(again))
			}
			if m.eval(old) != earlier.eval(x) {
				t.Errorf("%s aged is %s", m.String(x), m.String(old))
			}
			if m.IsAged(old) != (old != x) {
				t.Errorf("IsAged(%s) = %t", m.String(old), m.IsAged(old))
			}
			if m.Older(x, old) || m.Older(old, x) && !m.Distinct(old, x) {
				t.Errorf("the older of %s and %s", m.String(x), m.String(old))
			}
		}
	}
}

func TestIntern(t *testing.T) {
	m := NewTable()
	a, b := m.Atom("a", 0, NoBlock), m.Atom("b", 0, NoBlock)
	str := m.Const(constant.MakeString("1"))
	for _, test := range []struct {
		name     string
		got, not ID
		want     ID
	}{
		{name: "atom", got: m.Atom("a", 0, NoBlock), want: a, not: b},
		{name: "sub", got: m.Atom("a", 1, NoBlock), want: m.Atom("a", 1, NoBlock), not: a},
		{name: "kind of constant", got: m.Int(1), want: m.Const(constant.MakeInt64(1)), not: str},
		{name: "nil", got: m.Const(nil), want: m.Nil(), not: m.Int(0)},
		{name: "offsets", got: m.Add(m.Add(a, m.Int(2)), m.Int(-1)), want: m.Add(a, m.Int(1)), not: a},
		{name: "no offset", got: m.Add(m.Add(a, m.Int(2)), m.Int(-2)), want: a, not: b},
		{name: "equal to true", got: m.Equal(a, m.Bool(true)), want: a, not: b},
		{name: "equal to false", got: m.Equal(m.Bool(false), a), want: m.Not(a), not: a},
		{name: "constants", got: m.Equal(m.Int(1), str), want: m.Bool(false), not: m.Bool(true)},
		{name: "constant first", got: m.Equal(m.Nil(), a), want: m.Equal(a, m.Nil()), not: a},
		{name: "no number", got: m.Add(str, m.Int(1)), want: Unknown, not: str},
	} {
		if test.got != test.want || test.got == test.not {
			t.Errorf("%s: got %s, want %s and not %s", test.name, m.String(test.got), m.String(test.want), m.String(test.not))
		}
	}
	if m.Distinct(Unknown, Unknown) || m.Distinct(Unknown, a) || m.AtMost(Unknown, Unknown) || m.Equal(Unknown, Unknown) != Unknown {
		t.Error("something is known of the unknown")
	}
	if !m.Distinct(m.Int(1), str) || m.Distinct(a, b) || !m.Distinct(a, m.Add(a, m.Int(1))) {
		t.Error("distinction")
	}
}

func TestFacts(t *testing.T) {
	m := NewTable()
	a, b := m.Atom("a", 0, NoBlock), m.Atom("b", 0, NoBlock)
	isNil := m.Equal(a, m.Nil())
	for _, test := range []struct {
		name               string
		cond               ID
		val                bool
		x, c               ID
		refuted, implied   bool
		refuted2, implied2 bool // where the condition is !val
	}{
		{name: "flag", cond: a, val: true, x: a, c: m.Bool(true), implied: true, refuted2: true},
		{name: "not flag", cond: m.Not(a), val: true, x: a, c: m.Bool(true), refuted: true, implied2: true},
		{name: "other flag", cond: a, val: true, x: b, c: m.Bool(true)},
		{name: "nil", cond: isNil, val: true, x: a, c: m.Nil(), implied: true, refuted2: true},
		{name: "not nil", cond: m.Not(isNil), val: true, x: a, c: m.Nil(), refuted: true, implied2: true},
		{name: "number", cond: m.Equal(a, m.Int(1)), val: true, x: a, c: m.Int(2), refuted: true},
		{name: "equal numbers", cond: m.Equal(a, b), val: true, x: a, c: b, implied: true, refuted2: true},
	} {
		check := func(val, refuted, implied bool) {
			t.Helper()
			gotRefuted, gotImplied := false, false
			for _, f := range m.Facts(test.cond, val) {
				gotRefuted = gotRefuted || m.Refutes(f, test.x, test.c)
				gotImplied = gotImplied || m.Implies(f, test.x, test.c)
			}
			if gotRefuted != refuted || gotImplied != implied {
				t.Errorf("%s, %t: refuted %t, implied %t", test.name, val, gotRefuted, gotImplied)
			}
		}
		check(test.val, test.refuted, test.implied)
		check(!test.val, test.refuted2, test.implied2)
	}
}
