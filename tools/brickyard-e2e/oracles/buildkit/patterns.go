package main

import (
	"path/filepath"
	"strings"

	"github.com/moby/patternmatcher"
	"github.com/moby/patternmatcher/ignorefile"
)

type patternQuestion struct {
	// A whole .dockerignore, or one glob.
	Text  string   `json:"text"`
	Paths []string `json:"paths"`
}

type patternAnswer struct {
	// Those of the paths that match.
	Matched []string `json:"matched"`
	Error   string   `json:"error,omitempty"`
}

// matchIgnores answers as a build does that reads a .dockerignore.
func matchIgnores(asked patternQuestion) patternAnswer {
	lines, err := ignorefile.ReadAll(strings.NewReader(asked.Text))
	if err != nil {
		return patternAnswer{Error: err.Error()}
	}
	matcher, err := patternmatcher.New(lines)
	if err != nil {
		return patternAnswer{Error: err.Error()}
	}
	return match(asked.Paths, matcher.MatchesOrParentMatches)
}

// matchGlob answers as COPY does for one component of a path.
func matchGlob(asked patternQuestion) patternAnswer {
	return match(asked.Paths, func(path string) (bool, error) {
		return filepath.Match(asked.Text, path)
	})
}

func match(paths []string, matches func(string) (bool, error)) patternAnswer {
	answer := patternAnswer{Matched: []string{}}
	for _, path := range paths {
		matched, err := matches(path)
		if err != nil {
			return patternAnswer{Error: err.Error()}
		}
		if matched {
			answer.Matched = append(answer.Matched, path)
		}
	}
	return answer
}
