// Package post sends what it is given.
package post

type Mail struct{ Lines []string }

type Office struct {
	queue chan *Mail
	last  *Mail
}

func Send(out chan *Mail, m *Mail) { out <- m } // want Send:"moves a1\\*"

func (o *Office) Accept(m *Mail) { o.queue <- m } // want Accept:"moves a1\\*"

func TrySend(out chan *Mail, m *Mail) bool { // want TrySend:"moves a1\\* on a0 when r0==true"
	select {
	case out <- m:
		return true
	default:
		return false
	}
}

// Close calls the others so that they matter here, too.
func (o *Office) Close() {
	o.Keep(&Mail{})
	o.last.Add("bye")
	if Count(o.last) == 0 {
		Fatal()
	}
	o.queue <- o.last
}

func (o *Office) Keep(m *Mail) { o.last = m } // want Keep:"a0\\*.1=a1\\*"

func (m *Mail) Add(s string) { m.Lines = append(m.Lines, s) } // want Add:"writes a0\\*.0"

func Count(m *Mail) int { return len(m.Lines) } // want Count:"reads a0\\*"

func Fatal() { panic("fatal") } // want Fatal:"noreturn"

func Post[T any](out chan T, v T) { out <- v } // want Post:"moves a1"
