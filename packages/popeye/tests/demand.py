"""A tiny demand model: LightGBM on a calendar, tuned by Optuna, tracked by MLflow."""

import tempfile

import holidays
import lightgbm
import mlflow
import numpy as np
import optuna
import pandas as pd

optuna.logging.set_verbosity(optuna.logging.WARNING)
random = np.random.default_rng(1)

days = pd.date_range("2023-01-01", "2024-12-31")
closed = holidays.country_holidays("CH", years=[2023, 2024])
frame = pd.DataFrame(
    {
        "weekday": days.weekday,
        "closed": [day in closed for day in days.date],
        "price": random.uniform(8, 12, len(days)),
    }
)
sold = (
    200 - 10 * frame["price"] + 15 * (frame["weekday"] == 5) - 90 * frame["closed"]
) + random.normal(0, 2, len(days))

train, test = slice(0, 600), slice(600, None)


def mean_error(trial):
    model = lightgbm.LGBMRegressor(
        n_estimators=60,
        num_leaves=trial.suggest_int("num_leaves", 4, 16),
        learning_rate=trial.suggest_float("learning_rate", 0.05, 0.3),
        min_child_samples=5,
        n_jobs=2,
        verbose=-1,
    )
    model.fit(frame[train], sold[train])
    return float(np.abs(model.predict(frame[test]) - sold[test]).mean())


study = optuna.create_study(sampler=optuna.samplers.TPESampler(seed=1))
study.optimize(mean_error, n_trials=5)
naive = float(np.abs(sold[test] - sold[train].mean()).mean())
assert study.best_value < naive / 2, (study.best_value, naive)

with tempfile.TemporaryDirectory() as folder:
    mlflow.set_tracking_uri(f"file://{folder}/runs")
    with mlflow.start_run() as run:
        mlflow.log_params(study.best_params)
        mlflow.log_metric("mean_error", study.best_value)
    logged = mlflow.get_run(run.info.run_id).data.metrics
    assert logged["mean_error"] == study.best_value

print(f"mean error {study.best_value:.1f}, of the mean itself {naive:.1f}")
