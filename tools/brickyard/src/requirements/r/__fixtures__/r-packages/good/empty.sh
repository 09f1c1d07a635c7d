#!/bin/sh
# nothing yet

set -e
