set -e
apt-get install -y libxml2
install-r-packages dplyr && echo done
install.packages("dplyr")
export X=1
install-r-packages $PACKAGES
