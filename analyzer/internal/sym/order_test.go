package sym

import "testing"

func TestOrder(t *testing.T) {
	s := NewTable()
	s.Earlier = func(block int, stale bool, header int) bool { return block == header && !stale }
	i, end := s.Atom("i", 0, 1), s.Atom("end", 0, 1)
	j := s.Atom("j", 0, 1)
	old := func(x ID) ID {
		n := s.terms[x]
		n.aged = true
		return s.intern(n, s.blocks[x], nil)
	}
	// An iteration of i ends with i+1 or i+2, one of j with j-1.
	s.OneOf(end, s.Add(i, s.Int(1)))
	s.OneOf(end, s.Add(i, s.Int(2)))
	s.Merges(i, s.Int(3))
	s.Merges(i, old(end))
	if !s.Loops(i, []ID{end}, []ID{old(end)}) || s.Loops(j, []ID{s.Add(j, s.Int(-1))}, []ID{s.Add(old(j), s.Int(-1))}) {
		t.Error("i rises, j does not")
	}
	plus := func(x ID, n int64) ID { return s.Add(x, s.Int(n)) }
	for _, test := range []struct {
		a, b ID
		want bool
	}{
		{i, end, true},
		{plus(i, 1), end, true},
		{plus(i, 2), end, false},
		{end, i, false},
		{s.Int(3), i, true},
		{s.Int(4), i, false},
		{old(i), i, true},
		{plus(old(i), 1), i, true},
		{plus(old(i), 2), i, false},
		{i, old(i), false},
		{old(j), j, false},
		{j, old(j), false},
	} {
		if got := s.AtMost(test.a, test.b); got != test.want {
			t.Errorf("%s <= %s is %t", s.String(test.a), s.String(test.b), got)
		}
	}
	// A loop that goes on from i.
	k := s.Atom("k", 0, 2)
	s.Merges(k, i)
	if !s.Loops(k, []ID{plus(k, 1)}, []ID{plus(old(k), 1)}) {
		t.Error("k rises")
	}
	if !s.Distinct(old(i), k) || !s.Distinct(i, plus(k, 1)) || s.Distinct(i, k) || s.Distinct(k, old(end)) || s.Distinct(old(j), k) || s.Distinct(plus(old(i), 3), k) {
		t.Error("what was counted before is not counted again")
	}
	s.Reset()
	if k := s.Atom("i", 0, 1); s.Rises(k) || s.AtMost(s.Int(3), k) {
		t.Error("something is known of the numbers of before")
	}
}

func TestOneOfMany(t *testing.T) {
	s := NewTable()
	x := s.Atom("x", 0, 1)
	for n := range int64(maxLower) {
		s.OneOf(x, s.Int(n+5))
	}
	if !s.AtMost(s.Int(5), x) || s.AtMost(s.Int(6), x) {
		t.Error("x is at least 5")
	}
	s.OneOf(x, s.Int(100))
	if s.AtMost(s.Int(5), x) {
		t.Error("not all that x may be is known")
	}
}
