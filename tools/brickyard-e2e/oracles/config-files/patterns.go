package main

import "regexp"

type patternQuestion struct {
	Pattern string `json:"pattern"`
	Text    string `json:"text"`
}

type patternAnswer struct {
	Matches bool   `json:"matches"`
	Error   string `json:"error,omitempty"`
}

func matchPattern(asked patternQuestion) patternAnswer {
	pattern, err := regexp.Compile(asked.Pattern)
	if err != nil {
		return patternAnswer{Error: err.Error()}
	}
	return patternAnswer{Matches: pattern.MatchString(asked.Text)}
}
