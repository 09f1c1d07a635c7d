// Required by every Node.js of a step, so that a job runs on another day.
const shift = Number(process.env.SHIFT_DAYS) * 24 * 60 * 60 * 1000;
const RealDate = Date;

globalThis.Date = class Date extends RealDate {
  constructor(...args) {
    if (args.length > 0) super(...args);
    else super(RealDate.now() + shift);
  }

  static now() {
    return RealDate.now() + shift;
  }
};
