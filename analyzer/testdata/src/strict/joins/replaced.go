package joins

// A part is renewed, or what it is a part of is replaced.

func renewedOrReplaced(ch chan *Msg, m *Msg) {
	for cond(1) {
		ch <- m.next
		m.next = mkMsg(1)
		if cond(2) {
			m = mkMsg(2)
		}
	}
}

func replacedOrNot(ch chan *Msg, m *Msg) {
	for cond(1) {
		ch <- m.next // want "use of moved value: `m.next`"
		if cond(2) {
			m = mkMsg(2)
		}
	}
}

func renewedOnOneWay(ch chan *Msg, m *Msg) {
	for cond(1) {
		if cond(2) {
			ch <- m.next
			m.next = mkMsg(1)
		} else {
			m = mkMsg(2)
		}
	}
}

func renewedOnTheOther(ch chan *Msg, m *Msg) {
	for cond(1) {
		if cond(2) {
			ch <- m.next // want "use of moved value: `m.next`"
		} else {
			m.next = mkMsg(1)
		}
	}
}

// The old one has another name, under which it keeps what was sent.
func replacedAndKept(ch chan *Msg, m *Msg) {
	old := m
	for cond(1) {
		ch <- m.next
		m = mkMsg(2)
	}
	seeMsg(old) // want "moved value: `old`"
}

func passOn(ch chan *Msg, m *Msg) *Msg {
	if cond(1) {
		ch <- m
		return nil
	}
	return m
}

func renewedAndPassedOn(ch chan *Msg, m, other *Msg) {
	ch <- m.next
	if cond(1) {
		m.next = mkMsg(1)
		other = passOn(ch, m)
	}
	seeMsg(other)
}

func onlyPassedOn(ch chan *Msg, m, other *Msg) {
	ch <- m.next
	if cond(1) {
		other = m // want "use of partially moved value: `m`"
	}
	seeMsg(other)
}

// Of an element that may be cut off nothing else was there.
func cutOrCopied(ch chan *Msg, ms []*Msg) {
	if cond(1) {
		ms[0] = ms[1]
	} else {
		ms = ms[:1]
	}
	ch <- ms[1]
	seeMsg(ms[0]) // want "moved value: `ms\\[0\\]`"
}

func cutOrNot(ch chan *Msg, ms []*Msg) {
	if cond(1) {
		ms = ms[:1]
	}
	ch <- ms[1]
	seeMsg(ms[0])
}
