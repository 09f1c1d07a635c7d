# A tiny forecast: a series with a yearly season, four months ahead.
set.seed(2)
season <- 20 * sin(2 * pi * (1:76) / 12)
sold <- ts(100 + season[1:72] + rnorm(72), frequency = 12, start = c(2019, 1))

forecasts <- forecast::forecast(forecast::ets(sold), h = 4)
stopifnot(max(abs(as.numeric(forecasts$mean) - (100 + season[73:76]))) < 10)

cat("next months:", round(as.numeric(forecasts$mean)), "\n")
