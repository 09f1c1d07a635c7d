#!/bin/sh
# The modelling stack, beside what packages/r and packages/python-r have.
# Versions stand where a report or a saved model depends on them; everything else
# is of the runtime's day of CRAN.

# demand: time series, and models of many stores at once
install-r-packages forecast lme4

# prices: penalised and tree models
install-r-packages glmnet ranger randomForest broom

# the weekly price report compares its tables and colours with last week's
install-r-packages RColorBrewer==1.1-3 xtable==1.8-4 reshape2==1.4.4
