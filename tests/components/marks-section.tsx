import { MarksSection, type MarksSectionProps } from '../../components/settings/MarksSection.tsx';
import { DEFAULT_SETTINGS } from '../../lib/model/settings.ts';

const nothing = () => {};

/** The settings of marks as they are at first, where nothing that is done to them does anything. */
export const marksSection = (props: Partial<MarksSectionProps> = {}) => (
  <MarksSection
    settings={DEFAULT_SETTINGS}
    onMarks={nothing}
    onCount={nothing}
    onDensity={nothing}
    onLook={nothing}
    onType={nothing}
    onThreshold={nothing}
    onTheme={nothing}
    onLanguage={nothing}
    {...props}
  />
);
