import { asNxMigration } from '../generator';
import { migrateToRecords } from './record-starters';

export const recordStarters = asNxMigration(migrateToRecords);
