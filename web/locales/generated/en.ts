
    // Do not modify this file by hand!
    // Re-generate this file by running lit-localize

    
    import {str} from '@lit/localize';

    /* eslint-disable no-irregular-whitespace */
    /* eslint-disable @typescript-eslint/no-explicit-any */

    export const templates = {
      's9a2a2aac7fbdc1b6': `Heute`,
's2dc0a9f372bccb95': `Morgen`,
'sa3ea881d219bc8ff': str`In ${0} Tagen`,
'sddd04346108b9856': `heute`,
's4558d6df988318b5': `morgen`,
's7df6794842d1dbe1': str`${0}, ${1} bis ${2}`,
's6ff23a82d9792eb0': str`${0}, ab ${1}`,
    };
  